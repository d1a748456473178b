// `keyshift key revoke`: ends an API key now.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import type { CommandSpec } from '../command.ts';

export const keyRevokeCommand: CommandSpec = adminCommand({
  name: 'key revoke',
  summary: 'end an API key now',
  example: 'npx keyshift key revoke key_0123456789',
  arguments: ['<id>'],
  async run(o) {
    await o.api('revokeApiKey', { params: { id: textArg(o, 0) } });
    o.terminal.progress('revoked');
  },
});
