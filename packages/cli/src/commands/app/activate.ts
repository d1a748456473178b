// `keyshift app activate`: single sign-on on; the configuration stays.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const appActivateCommand: CommandSpec = adminCommand({
  name: 'app activate',
  summary: 'activate single sign-on; the configuration stays',
  example: 'npx keyshift app activate redshift',
  arguments: ['<application>'],
  async run(o) {
    const { id, name } = await getApplication(o.api, textArg(o, 0));
    const { state } = await o.api('setApplicationState', { params: { id }, body: { state: 'active' } });
    o.terminal.progress(`${name} is ${state}`);
  },
});
