// `keyshift app set`: changes settings, each as name=JSON.
import { adminCommand, listArg, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import { isJson } from '../../admin/print.ts';
import { cliErrors } from '../../errors.ts';
import type { CommandSpec } from '../command.ts';

function parseSetting(setting: string): [string, unknown] {
  const at = setting.indexOf('=');
  if (at < 1)
    throw cliErrors.optionInvalid({
      option: 'setting',
      why: `"${setting}" is not name=value`,
      fix: 'write label="New name"',
    });
  const text = setting.slice(at + 1);
  try {
    return [setting.slice(0, at), JSON.parse(text)];
  } catch {
    // Plain words need no quotes.
    return [setting.slice(0, at), text];
  }
}

export const appSetCommand: CommandSpec = adminCommand({
  name: 'app set',
  summary: 'change settings; values are JSON or plain text',
  example: 'npx keyshift app set redshift label="Warehouse" idpInitiated=true',
  arguments: ['<application>', '<settings...>'],
  async run(o) {
    const application = await getApplication(o.api, textArg(o, 0));
    const body = Object.fromEntries(listArg(o, 1).map(parseSetting));
    const { id, version } = application;
    const updated = await o.api('updateApplication', { params: { id }, version, body });
    if (isJson(o.options)) o.terminal.out(JSON.stringify(updated));
    else o.terminal.progress(`saved ${updated.name}`);
  },
});
