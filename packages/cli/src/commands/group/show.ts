// `keyshift group show`: one group with members and applications.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getGroup } from '../../admin/find.ts';
import { printOne } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const groupShowCommand: CommandSpec = adminCommand({
  name: 'group show',
  summary: 'show a group with members and applications',
  example: 'npx keyshift group show redshift_dbgroup',
  arguments: ['<group>'],
  async run(o) {
    const group = await getGroup(o.api, textArg(o, 0));
    const params = { id: group.id };
    const members = await o.api('listMembers', { params, query: { limit: 200 } });
    const applications = await o.api('listGroupApplications', { params });
    const entitled = applications.items.filter((one) => one.isEntitled);
    printOne(
      o,
      { ...group, members: members.items, applications: entitled },
      {
        id: (one) => one.id,
        group: (one) => one.name,
        description: (one) => one.description,
        members: (one) => one.members.map(({ username }) => username).join(', '),
        applications: (one) =>
          one.applications
            .map(({ label, roleArn }) => (roleArn === null ? label : `${label} as ${roleArn}`))
            .join(', '),
      },
    );
  },
});
