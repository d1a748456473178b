// `keyshift group create`: a new group.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { isJson } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';

export const groupCreateCommand: CommandSpec = adminCommand({
  name: 'group create',
  summary: 'create a group',
  example: 'npx keyshift group create analysts --description "Reads sales"',
  arguments: ['<group>'],
  options: [{ flags: '--description <text>', description: 'what it is for' }],
  async run(o) {
    const { api, terminal, options } = o;
    const description = findText(options, 'description');
    const group = await api('createGroup', {
      body: { name: textArg(o, 0), ...(description !== undefined && { description }) },
    });
    if (isJson(options)) terminal.out(JSON.stringify(group));
    else terminal.progress(`created ${group.name}`);
  },
});
