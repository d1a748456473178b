// Apache with mod_auth_mellon (C, on Lasso and libxmlsec) as a service provider; a page of its own shows who came.
import { existsSync } from 'node:fs';
import { findFreePorts } from '../ports.ts';
import { newFolder, type ServiceProvider, startServiceProvider } from './service-provider.ts';

const MODULES = '/usr/lib/apache2/modules';
const LOADED = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'mime', 'include', 'auth_mellon'];

export const MELLON_MISSING: string | undefined = existsSync(`${MODULES}/mod_auth_mellon.so`)
  ? undefined
  : 'needs apt-get install apache2-bin libapache2-mod-auth-mellon';

// Apache fills in what the module knows; several values of one attribute come joined.
const PAGE = `<!doctype html><title>Application</title><h1>Welcome</h1>
<p id="nameid"><!--#echo var="MELLON_NAME_ID" --></p>
<p id="roles"><!--#echo var="MELLON_roles" --></p>
<p id="groups"><!--#echo var="MELLON_groups" --></p>
<p id="email"><!--#echo var="MELLON_email" --></p>
`;

function configuration(folder: string, port: number): string {
  return `ServerName 127.0.0.1
Listen 127.0.0.1:${port}
ServerRoot "${folder}"
PidFile "${folder}/pid"
ErrorLog "${folder}/log"
DefaultRuntimeDir "${folder}"
Mutex file:${folder}
StartServers 1
${LOADED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
DocumentRoot "${folder}"
MellonLockFile "${folder}/mellon.lock"
<Location />
  MellonEnable info
  MellonEndpointPath /mellon
  MellonSPPrivateKeyFile "${folder}/key.pem"
  MellonSPCertFile "${folder}/certificate.pem"
  MellonIdPMetadataFile "${folder}/idp.xml"
  # The answer is posted from another site.
  MellonSecureCookie On
  MellonCookieSameSite None
  MellonSignatureMethod rsa-sha256
  MellonMergeEnvVars On ";"
  MellonDefaultLoginPath /page.shtml
  MellonNoSuccessErrorPage On
</Location>
<Location /page.shtml>
  AuthType Mellon
  MellonEnable auth
  Require valid-user
</Location>
<Directory "${folder}">
  Options +Includes
  AddType text/html .shtml
  AddOutputFilter INCLUDES .shtml
</Directory>
<FilesMatch "\\.(pem|conf|xml|lock)$">
  Require all denied
</FilesMatch>
`;
}

export async function startMellon(idpMetadata: string): Promise<ServiceProvider> {
  const [port = 0] = await findFreePorts(1);
  const folder = newFolder((path) => ({
    'idp.xml': idpMetadata,
    'page.shtml': PAGE,
    'bye.shtml': '<!doctype html><title>Application</title><h1>Good bye</h1>',
    'apache.conf': configuration(path, port),
  }));
  return startServiceProvider({
    origin: `http://127.0.0.1:${port}`,
    folder,
    metadataPath: '/mellon/metadata',
    command: ['apache2', '-f', `${folder}/apache.conf`, '-DFOREGROUND'],
  });
}
