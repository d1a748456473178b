// `keyshift user create`: a new person, with a link to set the password.
import { adminCommand, listOption, textArg } from '../../admin/admin-command.ts';
import { getGroup, mapInOrder } from '../../admin/find.ts';
import { isJson } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';
import { parseFields } from './fields.ts';

export const userCreateCommand: CommandSpec = adminCommand({
  name: 'user create',
  summary: 'create a person; prints a one-time link to set the password',
  example: 'npx keyshift user create dora --name "Dora Diaz" --email dora@example.com --group redshift_dbgroup',
  arguments: ['<user>'],
  options: [
    { flags: '--name <name>', description: 'as it is shown' },
    { flags: '--email <address>', description: 'e-mail address' },
    { flags: '--group <names...>', description: 'groups to be in' },
    { flags: '--set <field=value...>', description: 'profile fields, or custom.<name>' },
  ],
  async run(o) {
    const { api, terminal, options } = o;
    const groups = await mapInOrder(listOption(options, 'group'), (name) => getGroup(api, name));
    const created = await api('createPerson', {
      body: {
        username: textArg(o, 0),
        displayName: findText(options, 'name') ?? textArg(o, 0),
        email: findText(options, 'email') ?? '',
        groupIds: groups.map(({ id }) => id),
        ...parseFields(listOption(options, 'set')),
      },
    });
    if (isJson(options)) return terminal.out(JSON.stringify(created));
    terminal.progress(`created ${created.person.username}`);
    if (created.link?.mailedTo != null)
      terminal.progress(`a link to set the password went to ${created.link.mailedTo}`);
    if (created.link?.url != null) terminal.out(created.link.url);
  },
});
