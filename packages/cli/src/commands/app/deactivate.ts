// `keyshift app deactivate`: single sign-on off; the configuration stays.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const appDeactivateCommand: CommandSpec = adminCommand({
  name: 'app deactivate',
  summary: 'deactivate single sign-on; the configuration stays',
  example: 'npx keyshift app deactivate redshift',
  arguments: ['<application>'],
  async run(o) {
    const { id, name } = await getApplication(o.api, textArg(o, 0));
    const { state } = await o.api('setApplicationState', { params: { id }, body: { state: 'inactive' } });
    o.terminal.progress(`${name} is ${state}`);
  },
});
