// `keyshift app certificates`: the keys of an application and their states.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import { printList } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const appCertificatesCommand: CommandSpec = adminCommand({
  name: 'app certificates',
  summary: 'list certificates and their states',
  example: 'npx keyshift app certificates redshift',
  arguments: ['<application>'],
  async run(o) {
    const { id } = await getApplication(o.api, textArg(o, 0));
    const { items } = await o.api('listKeys', { params: { id } });
    printList(o, items, {
      key: (one) => one.id,
      state: (one) => one.state,
      algorithm: (one) => one.algorithm,
      until: (one) => one.notAfter,
      'days left': (one) => one.daysLeft,
      next: (one) => one.transitions.join(', '),
    });
  },
});
