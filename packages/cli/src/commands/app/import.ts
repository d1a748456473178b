// `keyshift app import`: an application from an exported file.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { isJson } from '../../admin/print.ts';
import { readText } from '../../admin/read-text.ts';
import { cliErrors } from '../../errors.ts';
import { type CommandSpec, findText } from '../command.ts';

function parseFile(file: string, text: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw cliErrors.fileUnreadable({ file, reason: 'it is not JSON' });
  }
}

export const appImportCommand: CommandSpec = adminCommand({
  name: 'app import',
  summary: 'check an exported application, and make it with --apply',
  example: 'npx keyshift app import redshift.json --label "Amazon Redshift 2" --apply',
  arguments: ['<file>'],
  options: [
    { flags: '--label <text>', description: 'another label' },
    { flags: '--sso-path <value>', description: 'another SSO IdP URL value' },
    { flags: '--apply', description: 'make it; without this it is only checked' },
  ],
  async run(o) {
    const { api, terminal, options } = o;
    const file = parseFile(textArg(o, 0), await readText(textArg(o, 0)));
    const label = findText(options, 'label');
    const ssoPath = findText(options, 'ssoPath');
    const dryRun = options['apply'] !== true;
    const body = { file, dryRun, ...(label !== undefined && { label }), ...(ssoPath !== undefined && { ssoPath }) };
    const result = await api('importApplication', { body });
    if (isJson(options)) return terminal.out(JSON.stringify(result));
    for (const { level, where, why, fix } of result.findings) terminal.out(`${level} ${where ?? ''}: ${why} – ${fix}`);
    terminal.progress(result.application === null ? 'nothing was stored' : `created ${result.application.name}`);
  },
});
