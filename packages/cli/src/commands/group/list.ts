// `keyshift group list`: groups, found by search.
import { adminCommand } from '../../admin/admin-command.ts';
import { printList } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';

export const groupListCommand: CommandSpec = adminCommand({
  name: 'group list',
  summary: 'find groups',
  example: 'npx keyshift group list',
  options: [{ flags: '--search <text>', description: 'part of a name' }],
  async run({ api, terminal, options }) {
    const search = findText(options, 'search');
    const page = await api('listGroups', { query: { ...(search !== undefined && { search }), limit: 200 } });
    printList({ terminal, options }, page.items, {
      group: (one) => one.name,
      description: (one) => one.description,
      members: (one) => one.memberCount,
      applications: (one) => one.applicationCount,
    });
  },
});
