// `keyshift key list`: API keys.
import { adminCommand } from '../../admin/admin-command.ts';
import { printList } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const keyListCommand: CommandSpec = adminCommand({
  name: 'key list',
  summary: 'list API keys',
  example: 'npx keyshift key list',
  async run({ api, terminal, options }) {
    const { items } = await api('listApiKeys');
    printList({ terminal, options }, items, {
      key: (one) => one.id,
      name: (one) => one.name,
      scopes: (one) => one.scopes.join(', '),
      state: (one) => one.state,
      until: (one) => one.expiresAt,
      'last used': (one) => one.lastUsedAt,
    });
  },
});
