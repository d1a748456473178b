// `keyshift user activate`: let people sign in.
import { adminCommand, listArg } from '../../admin/admin-command.ts';
import { getPerson, mapInOrder } from '../../admin/find.ts';
import { printReport } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const userActivateCommand: CommandSpec = adminCommand({
  name: 'user activate',
  summary: 'let people sign in',
  example: 'npx keyshift user activate dora',
  arguments: ['<users...>'],
  async run(o) {
    const people = await mapInOrder(listArg(o, 0), (username) => getPerson(o.api, username));
    printReport(o, await o.api('bulkPeople', { body: { ids: people.map(({ id }) => id), action: 'activate' } }));
  },
});
