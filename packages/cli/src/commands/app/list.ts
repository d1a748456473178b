// `keyshift app list`: SSO applications.
import { adminCommand } from '../../admin/admin-command.ts';
import { printList } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const appListCommand: CommandSpec = adminCommand({
  name: 'app list',
  summary: 'list applications',
  example: 'npx keyshift app list',
  async run({ api, terminal, options }) {
    const page = await api('listApplications', { query: { limit: 200 } });
    printList({ terminal, options }, page.items, {
      application: (one) => one.name,
      label: (one) => one.label,
      connector: (one) => one.connector,
      state: (one) => one.state,
      groups: (one) => one.groupCount,
      'certificate until': (one) => one.certificateExpiresAt,
      'last sign-in': (one) => one.lastSignInAt,
    });
  },
});
