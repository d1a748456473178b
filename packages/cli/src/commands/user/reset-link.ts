// `keyshift user reset-link`: a one-time link to set a password.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getPerson } from '../../admin/find.ts';
import { isJson } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const userResetLinkCommand: CommandSpec = adminCommand({
  name: 'user reset-link',
  summary: 'make a one-time link to set a password (mailed if a mail server is set)',
  example: 'npx keyshift user reset-link alice',
  arguments: ['<user>'],
  async run(o) {
    const { id } = await getPerson(o.api, textArg(o, 0));
    const link = await o.api('sendResetLink', { params: { id } });
    if (isJson(o.options)) return o.terminal.out(JSON.stringify(link));
    if (link.url === null) o.terminal.progress(`the link went to ${link.mailedTo}`);
    else o.terminal.out(link.url);
  },
});
