// `keyshift user import`: people from a CSV file, as a dry run unless told to apply.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { printReport } from '../../admin/print.ts';
import { readText } from '../../admin/read-text.ts';
import type { CommandSpec } from '../command.ts';

export const userImportCommand: CommandSpec = adminCommand({
  name: 'user import',
  summary: 'check a CSV file of people, and import it with --apply',
  example: 'npx keyshift user import people.csv --apply',
  arguments: ['<file>'],
  options: [
    { flags: '--apply', description: 'store it; without this nothing is stored' },
    { flags: '--update', description: 'also update people who exist' },
  ],
  async run(o) {
    const { options } = o;
    const csv = await readText(textArg(o, 0));
    const mode = options['update'] === true ? 'create_or_update' : 'create';
    printReport(o, await o.api('importPeople', { body: { csv, mode, dryRun: options['apply'] !== true } }));
  },
});
