// `keyshift user show`: one person with groups and applications.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getPerson } from '../../admin/find.ts';
import { printOne } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const userShowCommand: CommandSpec = adminCommand({
  name: 'user show',
  summary: 'show a person with groups and applications',
  example: 'npx keyshift user show alice',
  arguments: ['<user>'],
  async run(o) {
    const person = await getPerson(o.api, textArg(o, 0));
    const params = { id: person.id };
    const groups = await o.api('listPersonGroups', { params });
    const applications = await o.api('listPersonApplications', { params });
    printOne(
      o,
      { ...person, groups: groups.items, applications: applications.items },
      {
        id: (one) => one.id,
        user: (one) => one.username,
        name: (one) => one.displayName,
        'e-mail': (one) => one.email,
        state: (one) => one.state,
        role: (one) => one.role,
        groups: (one) => one.groups.map(({ name }) => name).join(', '),
        applications: (one) =>
          one.applications.map(({ label, viaGroups }) => `${label} (${viaGroups.join(', ')})`).join(', '),
        factors: (one) => one.factorCount,
        'last sign-in': (one) => one.lastSignInAt,
        'locked until': (one) => one.lockedUntil,
      },
    );
  },
});
