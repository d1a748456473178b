// `keyshift app delete`: deletes applications; their number must be given.
import { adminCommand, listArg } from '../../admin/admin-command.ts';
import { getApplication, mapInOrder } from '../../admin/find.ts';
import { type CommandSpec, findText } from '../command.ts';

export const appDeleteCommand: CommandSpec = adminCommand({
  name: 'app delete',
  summary: 'delete applications; --count must be their number',
  example: 'npx keyshift app delete redshift --count 1',
  arguments: ['<applications...>'],
  options: [{ flags: '--count <number>', description: 'how many are being deleted' }],
  async run(o) {
    const applications = await mapInOrder(listArg(o, 0), (name) => getApplication(o.api, name));
    const count = Number(findText(o.options, 'count') ?? 0);
    const ids = applications.map(({ id }) => id);
    const { deleted } = await o.api('deleteApplications', { body: { ids, count } });
    o.terminal.progress(`deleted ${deleted}`);
  },
});
