// `keyshift app show`: one application, with what is not right about it.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { getApplication } from '../../admin/find.ts';
import { isJson, printOne } from '../../admin/print.ts';
import type { CommandSpec } from '../command.ts';

export const appShowCommand: CommandSpec = adminCommand({
  name: 'app show',
  summary: 'show an application and what is not right about it',
  example: 'npx keyshift app show redshift',
  arguments: ['<application>'],
  async run(o) {
    const application = await getApplication(o.api, textArg(o, 0));
    printOne(o, application, {
      id: (one) => one.id,
      application: (one) => one.name,
      label: (one) => one.label,
      state: (one) => one.state,
      'SSO URL': (one) => one.urls.sso,
      'metadata URL': (one) => one.urls.metadata,
      'IdP entity ID': (one) => one.entityId,
      'SP entity ID (audience)': (one) => one.audience,
      'ACS URLs': (one) => one.acs.map(({ url }) => url).join(', '),
      NameID: (one) => `${one.nameIdFormat} from ${one.nameIdField}`,
      signature: (one) => `${one.sign}, ${one.signatureAlgorithm}`,
      AuthnContext: (one) => one.authnContext,
      'SP error flow': (one) => one.errorFlow,
      attributes: (one) => one.attributes.map(({ name }) => name).join(', '),
    });
    if (isJson(o.options)) return;
    for (const { level, why, fix } of application.findings) o.terminal.out(`${level}: ${why} – ${fix}`);
  },
});
