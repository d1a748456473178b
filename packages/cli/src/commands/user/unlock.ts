// `keyshift user unlock`: lifts the lock after failed sign-ins.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getPerson } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const userUnlockCommand: CommandSpec = adminCommand({
  name: 'user unlock',
  summary: 'lift the lock after failed sign-ins',
  example: 'npx keyshift user unlock alice',
  arguments: ['<user>'],
  async run(o) {
    const { id, username } = await getPerson(o.api, textArg(o, 0));
    await o.api('unlockPerson', { params: { id } });
    o.terminal.progress(`unlocked ${username}`);
  },
});
