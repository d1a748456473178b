// `keyshift app create`: an application from the catalogue.
import { adminCommand, textArg } from '../../admin/admin-command.ts';
import { isJson } from '../../admin/print.ts';
import { type CommandSpec, findText } from '../command.ts';

export const appCreateCommand: CommandSpec = adminCommand({
  name: 'app create',
  summary: 'add an application from the catalogue',
  example: 'npx keyshift app create redshift --label "Amazon Redshift"',
  arguments: ['<connector>'],
  options: [
    { flags: '--label <text>', description: 'as people see it' },
    { flags: '--sso-path <value>', description: 'SSO IdP URL value, fixed afterwards' },
    { flags: '--bookmark-url <url>', description: 'for bookmarks' },
  ],
  async run(o) {
    const { api, terminal, options } = o;
    const connector = textArg(o, 0);
    const ssoPath = findText(options, 'ssoPath');
    const bookmarkUrl = findText(options, 'bookmarkUrl');
    const application = await api('createApplication', {
      body: {
        connector,
        label: findText(options, 'label') ?? connector,
        ...(ssoPath !== undefined && { ssoPath }),
        ...(bookmarkUrl !== undefined && { bookmarkUrl }),
      },
    });
    if (isJson(options)) terminal.out(JSON.stringify(application));
    else terminal.progress(`created ${application.name} at /saml2/${application.ssoPath}`);
  },
});
