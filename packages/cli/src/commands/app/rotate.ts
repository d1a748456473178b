// `keyshift app rotate`: one step of a certificate rotation: stage, publish, activate, retire.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import { isJson } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';

export const appRotateCommand: CommandSpec = adminCommand({
  name: 'app rotate',
  summary: 'stage a new key, or move one on (publish, activate, retire, delete)',
  example: 'npx keyshift app rotate redshift stage',
  arguments: ['<application>', '<step>'],
  options: [{ flags: '--key <id>', description: 'the key to move; not for stage' }],
  async run(o) {
    const { api, terminal, options } = o;
    const { id } = await getApplication(api, textArg(o, 0));
    const step = textArg(o, 1);
    if (step === 'stage') {
      const key = await api('generateKey', { params: { id }, body: {} });
      return terminal.out(isJson(options) ? JSON.stringify(key) : key.id);
    }
    const keyId = findText(options, 'key') ?? '';
    const { items } = await api('moveKey', { params: { id, keyId, transition: step } });
    if (isJson(options)) return terminal.out(JSON.stringify(items));
    for (const key of items) terminal.out(`${key.id} ${key.state}`);
  },
});
