// `keyshift user delete`: delete people.
import { adminCommand, listArg } from '../../admin/admin-command.ts';
import { getPerson, mapInOrder } from '../../admin/find.ts';
import { printReport } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const userDeleteCommand: CommandSpec = adminCommand({
  name: 'user delete',
  summary: 'delete people',
  example: 'npx keyshift user delete dora',
  arguments: ['<users...>'],
  async run(o) {
    const people = await mapInOrder(listArg(o, 0), (username) => getPerson(o.api, username));
    printReport(o, await o.api('bulkPeople', { body: { ids: people.map(({ id }) => id), action: 'delete' } }));
  },
});
