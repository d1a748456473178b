// `keyshift app revoke`: takes an application away from a group.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication, getGroup } from '../../admin/find.ts';
import type { CommandSpec } from '../command.ts';

export const appRevokeCommand: CommandSpec = adminCommand({
  name: 'app revoke',
  summary: 'take an application away from a group',
  example: 'npx keyshift app revoke redshift interns',
  arguments: ['<application>', '<group>'],
  async run(o) {
    const [application, group] = [await getApplication(o.api, textArg(o, 0)), await getGroup(o.api, textArg(o, 1))];
    await o.api('setApplicationGroups', { params: { id: application.id }, body: { revoke: [group.id] } });
    o.terminal.progress(`${group.name} may not use ${application.label} any more`);
  },
});
