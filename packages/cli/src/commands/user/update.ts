// `keyshift user update`: changes what is named and leaves the rest.
import { adminCommand, listOption, textArg } from '../../admin/admin-command.ts';
import { getPerson } from '../../admin/find.ts';
import { isJson } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';
import { parseFields } from './fields.ts';

export const userUpdateCommand: CommandSpec = adminCommand({
  name: 'user update',
  summary: 'change a person',
  example: 'npx keyshift user update dora --set department=Finance --state suspended',
  arguments: ['<user>'],
  options: [
    { flags: '--name <name>', description: 'as it is shown' },
    { flags: '--email <address>', description: 'e-mail address' },
    { flags: '--state <state>', description: 'staged, active or suspended' },
    { flags: '--set <field=value...>', description: 'profile fields, or custom.<name>' },
  ],
  async run(o) {
    const { api, terminal, options } = o;
    const person = await getPerson(api, textArg(o, 0));
    const fields = parseFields(listOption(options, 'set'));
    const [displayName, email, state] = ['name', 'email', 'state'].map((name) => findText(options, name));
    const updated = await api('updatePerson', {
      params: { id: person.id },
      version: person.version,
      body: {
        ...(displayName !== undefined && { displayName }),
        ...(email !== undefined && { email }),
        ...(state !== undefined && { state: state as 'active' }),
        profile: { ...person.profile, ...fields.profile },
        custom: { ...person.custom, ...fields.custom },
      },
    });
    if (isJson(options)) terminal.out(JSON.stringify(updated));
    else terminal.progress(`saved ${updated.username}`);
  },
});
