// `keyshift key create`: a new API key; its secret is printed once.

import { SCOPES } from '@keyshift/web-api';
import { adminCommand, listOption, textArg } from '../../admin/admin-command.ts';
import { isJson } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';

export const keyCreateCommand: CommandSpec = adminCommand({
  name: 'key create',
  summary: 'make an API key; its secret is printed once',
  example: 'npx keyshift key create ci --scope read --days 30',
  arguments: ['<name>'],
  options: [
    { flags: '--scope <scopes...>', description: 'read, support, manage, own; read unless told' },
    { flags: '--days <number>', description: '1 to 365; 90 unless told' },
  ],
  async run(o) {
    const { api, terminal, options } = o;
    const wanted = listOption(options, 'scope');
    const scopes = SCOPES.filter((scope) => wanted.includes(scope));
    const days = Number(findText(options, 'days') ?? 90);
    const created = await api('createApiKey', {
      body: { name: textArg(o, 0), scopes: scopes.length === 0 ? ['read'] : scopes, days },
    });
    terminal.out(isJson(options) ? JSON.stringify(created) : created.secret);
  },
});
