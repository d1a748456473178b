// `keyshift user list`: people, found by search.
import { adminCommand } from '../../admin/admin-command.ts';
import { printList } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';

export const userListCommand: CommandSpec = adminCommand({
  name: 'user list',
  summary: 'find people',
  example: 'npx keyshift user list --search ali',
  options: [
    { flags: '--search <text>', description: 'words that begin a user name, name or e-mail' },
    { flags: '--state <state>', description: 'staged, active or suspended' },
    { flags: '--limit <number>', description: 'at most 200' },
  ],
  async run({ api, terminal, options }) {
    const search = findText(options, 'search');
    const state = findText(options, 'state') as 'active' | undefined;
    const query = { ...(search !== undefined && { search }), ...(state !== undefined && { state }) };
    const page = await api('listPeople', { query: { ...query, limit: findText(options, 'limit') ?? '50' } });
    printList({ terminal, options }, page.items, {
      user: (one) => one.username,
      name: (one) => one.displayName,
      'e-mail': (one) => one.email,
      state: (one) => one.state,
      role: (one) => one.role,
      groups: (one) => one.groupCount,
      'last sign-in': (one) => one.lastSignInAt,
    });
    if (page.next !== null)
      terminal.progress(`There are more: ${page.total}${page.totalIsCapped ? '+' : ''} in all; narrow the search.`);
  },
});
