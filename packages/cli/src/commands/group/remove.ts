// `keyshift group remove`: removes members.
import { adminCommand, listArg, textArg } from '../../admin/admin-command.ts';
import { getGroup, getPerson, mapInOrder } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const groupRemoveCommand: CommandSpec = adminCommand({
  name: 'group remove',
  summary: 'remove members',
  example: 'npx keyshift group remove redshift_dbgroup alice bob',
  arguments: ['<group>', '<users...>'],
  async run(o) {
    const { id } = await getGroup(o.api, textArg(o, 0));
    const people = await mapInOrder(listArg(o, 1), (username) => getPerson(o.api, username));
    const body = { remove: people.map((one) => one.id) };
    const { added, removed } = await o.api('changeMembers', { params: { id }, body });
    o.terminal.progress(`${added} added, ${removed} removed`);
  },
});
