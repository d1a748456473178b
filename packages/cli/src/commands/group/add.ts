// `keyshift group add`: adds members.
import { adminCommand, listArg, textArg } from '../../admin/admin-command.ts';
import { getGroup, getPerson, mapInOrder } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const groupAddCommand: CommandSpec = adminCommand({
  name: 'group add',
  summary: 'add members',
  example: 'npx keyshift group add redshift_dbgroup alice bob',
  arguments: ['<group>', '<users...>'],
  async run(o) {
    const { id } = await getGroup(o.api, textArg(o, 0));
    const people = await mapInOrder(listArg(o, 1), (username) => getPerson(o.api, username));
    const body = { add: people.map((one) => one.id) };
    const { added, removed } = await o.api('changeMembers', { params: { id }, body });
    o.terminal.progress(`${added} added, ${removed} removed`);
  },
});
