// `keyshift user suspend`: keep people from signing in, and sign them out.
import { adminCommand, listArg } from '../../admin/admin-command.ts';
import { getPerson, mapInOrder } from '../../admin/find.ts';
import { printReport } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const userSuspendCommand: CommandSpec = adminCommand({
  name: 'user suspend',
  summary: 'keep people from signing in, and sign them out',
  example: 'npx keyshift user suspend dora',
  arguments: ['<users...>'],
  async run(o) {
    const people = await mapInOrder(listArg(o, 0), (username) => getPerson(o.api, username));
    printReport(o, await o.api('bulkPeople', { body: { ids: people.map(({ id }) => id), action: 'suspend' } }));
  },
});
