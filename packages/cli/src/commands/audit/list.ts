// `keyshift audit list`: the audit log, newest first.
import { adminCommand } from '../../admin/admin-command.ts';
import { printList } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';

export const auditListCommand: CommandSpec = adminCommand({
  name: 'audit list',
  summary: 'show the audit log, newest first',
  example: 'npx keyshift audit list --search alice',
  options: [
    { flags: '--search <text>', description: 'in names, actions and details' },
    { flags: '--action <name>', description: 'such as person.created' },
    { flags: '--limit <number>', description: 'at most 200' },
  ],
  async run({ api, terminal, options }) {
    const [search, action] = [findText(options, 'search'), findText(options, 'action')];
    const query = { ...(search !== undefined && { search }), ...(action !== undefined && { action }) };
    const { items } = await api('listAudit', { query: { ...query, limit: findText(options, 'limit') ?? '50' } });
    printList({ terminal, options }, items, {
      number: (one) => one.sequence,
      at: (one) => one.at,
      who: (one) => one.actorName,
      what: (one) => one.summary,
    });
  },
});
