// `keyshift audit export`: JSON Lines with the hash of each entry.
import { adminCommand } from '../../admin/admin-command.ts';
import type { CommandSpec } from '../command.ts';

export const auditExportCommand: CommandSpec = adminCommand({
  name: 'audit export',
  summary: 'print the audit log as JSON Lines',
  example: 'npx keyshift audit export > audit.jsonl',
  async run({ api, terminal }) {
    terminal.out((await api('exportAudit')).trimEnd());
  },
});
