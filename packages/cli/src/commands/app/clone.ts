// `keyshift app clone`: the settings in a new application with a new key.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import { isJson } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const appCloneCommand: CommandSpec = adminCommand({
  name: 'app clone',
  summary: 'copy the settings into a new application',
  example: 'npx keyshift app clone redshift "Amazon Redshift test"',
  arguments: ['<application>', '<label>'],
  async run(o) {
    const { id } = await getApplication(o.api, textArg(o, 0));
    const clone = await o.api('cloneApplication', { params: { id }, body: { label: textArg(o, 1) } });
    if (isJson(o.options)) o.terminal.out(JSON.stringify(clone));
    else o.terminal.progress(`created ${clone.name} at /saml2/${clone.ssoPath}`);
  },
});
