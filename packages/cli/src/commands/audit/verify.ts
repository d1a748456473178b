// `keyshift audit verify`: recomputes the hash chain.
import { adminCommand } from '../../admin/admin-command.ts';
import { isJson } from '../../admin/print.ts';
import { cliErrors } from '../../errors.ts';
import type { CommandSpec } from '../command.ts';

export const auditVerifyCommand: CommandSpec = adminCommand({
  name: 'audit verify',
  summary: 'recompute the hash chain',
  example: 'npx keyshift audit verify',
  async run({ api, terminal, options }) {
    const verdict = await api('verifyAudit');
    if (isJson(options)) terminal.out(JSON.stringify(verdict));
    if (!verdict.ok) throw cliErrors.auditBroken({ sequence: verdict.sequence ?? 0, reason: verdict.reason ?? '' });
    if (!isJson(options)) terminal.out(`${verdict.entries} entries, the chain is whole`);
  },
});
