// `keyshift user export`: everybody as CSV.
import { adminCommand } from '../../admin/admin-command.ts';
import type { CommandSpec } from '../command.ts';

export const userExportCommand: CommandSpec = adminCommand({
  name: 'user export',
  summary: 'print everybody as CSV',
  example: 'npx keyshift user export > people.csv',
  async run({ api, terminal }) {
    terminal.out((await api('exportPeople')).trimEnd());
  },
});
