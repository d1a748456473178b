// `keyshift app preview`: what a person would get, without a sign-in.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication, getPerson } from '../../admin/find.ts';
import { isJson } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const appPreviewCommand: CommandSpec = adminCommand({
  name: 'app preview',
  summary: 'show the assertion that a person would get',
  example: 'npx keyshift app preview redshift alice',
  arguments: ['<application>', '<user>'],
  async run(o) {
    const { api, terminal, options } = o;
    const [application, person] = [await getApplication(api, textArg(o, 0)), await getPerson(api, textArg(o, 1))];
    const preview = await api('previewAssertion', { params: { id: application.id }, body: { personId: person.id } });
    if (isJson(options)) return terminal.out(JSON.stringify(preview));
    for (const { name, outcome } of preview.steps) terminal.out(`${outcome.padEnd(8)} ${name}`);
    for (const { name, values } of preview.attributes) terminal.out(`${name} = ${values.join(', ')}`);
    if (preview.refusal !== null)
      terminal.out(`${preview.refusal.what} – ${preview.refusal.why} – ${preview.refusal.fix}`);
    for (const { level, why, fix } of preview.findings) terminal.out(`${level}: ${why} – ${fix}`);
  },
});
