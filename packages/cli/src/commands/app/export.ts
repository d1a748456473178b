// `keyshift app export`: the application as a file, without keys.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const appExportCommand: CommandSpec = adminCommand({
  name: 'app export',
  summary: 'print an application as a file, without keys',
  example: 'npx keyshift app export redshift > redshift.json',
  arguments: ['<application>'],
  async run(o) {
    const { id } = await getApplication(o.api, textArg(o, 0));
    o.terminal.out(JSON.stringify(await o.api('exportApplication', { params: { id } }), undefined, 2));
  },
});
