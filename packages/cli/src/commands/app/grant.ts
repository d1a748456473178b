// `keyshift app grant`: lets a group use an application.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication, getGroup } from '../../admin/find.ts';
import { type CommandSpec, findText } from '../command.ts';

export const appGrantCommand: CommandSpec = adminCommand({
  name: 'app grant',
  summary: 'let a group use an application',
  example: 'npx keyshift app grant redshift redshift_dbgroup --role-arn arn:aws:iam::123456789012:role/redshift-sso',
  arguments: ['<application>', '<group>'],
  options: [{ flags: '--role-arn <arn>', description: 'the IAM role of this group' }],
  async run(o) {
    const [application, group] = [await getApplication(o.api, textArg(o, 0)), await getGroup(o.api, textArg(o, 1))];
    const grant = [{ groupId: group.id, roleArn: findText(o.options, 'roleArn') ?? null }];
    await o.api('setApplicationGroups', { params: { id: application.id }, body: { grant } });
    o.terminal.progress(`${group.name} may use ${application.label}`);
  },
});
