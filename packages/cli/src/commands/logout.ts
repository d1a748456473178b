// `keyshift logout`: forget the kept session on this machine.
import { deleteSession } from '@keyshift/client';
import { dataFolder } from '../data/folder.ts';
import type { CommandSpec } from './command.ts';

export const logoutCommand: CommandSpec = {
  name: 'logout',
  summary: 'forget the kept sign-in',
  example: 'npx keyshift logout',
  options: [],
  async run({ settings, terminal }) {
    const forgotten = await deleteSession(dataFolder(settings.data).session);
    terminal.progress(forgotten ? 'Signed out of this machine.' : 'Nobody was signed in.');
  },
};
