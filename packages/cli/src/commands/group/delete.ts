// `keyshift group delete`: deletes groups.
import { adminCommand, listArg } from '../../admin/admin-command.ts';
import { getGroup, mapInOrder } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const groupDeleteCommand: CommandSpec = adminCommand({
  name: 'group delete',
  summary: 'delete groups; what they gave access to ends',
  example: 'npx keyshift group delete interns',
  arguments: ['<groups...>'],
  async run(o) {
    const groups = await mapInOrder(listArg(o, 0), (name) => getGroup(o.api, name));
    const ids = groups.map(({ id }) => id);
    const { deleted } = await o.api('deleteGroups', { body: { ids, count: ids.length } });
    o.terminal.progress(`deleted ${deleted}`);
  },
});
