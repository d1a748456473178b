// SimpleSAMLphp of the Debian package beside ours: Apache with mod_php, OPcache on, no debug logging, sessions in files.
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSelfSignedCertificate } from '@keyshift/http';
import { Pool } from 'undici';

const PROGRAM = '/usr/share/simplesamlphp';
const APACHE = '/usr/sbin/apache2';
const MODULES = '/usr/lib/apache2/modules';
const NEEDED = [
  `${PROGRAM}/www/saml2/idp/SSOService.php`,
  APACHE,
  `${MODULES}/mod_ssl.so`,
  `${MODULES}/libphp8.2.so`,
  '/etc/php/8.2/apache2/conf.d/20-dom.ini',
  '/etc/php/8.2/apache2/conf.d/20-mbstring.ini',
];
/** What to run where it is not there. */
export const INSTALL = 'apt install simplesamlphp apache2 libapache2-mod-php php-xml php-mbstring';
const IDP_ENTITY_ID = 'https://simplesamlphp.example/idp';
/** Service providers, each with what the provider signs for it. */
export const PEER_SPS = { assertion: 'https://sp.example/assertion', both: 'https://sp.example/both' } as const;
export const PEER_ACS = 'https://sp.example/acs';
const WORKERS = 8;
const SECRET = randomBytes(24).toString('base64url');

export type Peer = {
  readonly url: string;
  readonly ssoUrl: string;
  readonly caPem: string;
  /** Of its signing key. */
  readonly certificatePem: string;
  /** Signs in where `path` leads, and gives the cookies of the session. */
  signIn(path: string): Promise<string>;
  stop(): Promise<void>;
};

export function isPeerInstalled(): boolean {
  return NEEDED.every((path) => existsSync(path));
}

type Pair = { readonly privateKeyPem: string; readonly certificatePem: string };

async function newPair(commonName: string): Promise<Pair> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = await createSelfSignedCertificate({ commonName, privateKey, now: new Date(), years: 1 });
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: certificate.certificatePem,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

// The package's own settings, and only what an installation has to set: addresses, folders, secrets, the IdP switched on.
// Logs go to a file at the level as shipped, since there may be no syslog here.
const configOf = (folder: string, url: string) => `<?php
include '/etc/simplesamlphp/config.php';
$config = array_merge($config, [
  'baseurlpath' => '${url}/simplesaml/',
  'certdir' => '${folder}/cert/', 'metadatadir' => '${folder}/metadata/', 'datadir' => '${folder}/data/',
  'loggingdir' => '${folder}/log/', 'tempdir' => '${folder}/tmp', 'logging.handler' => 'file', 'statistics.out' => [],
  'secretsalt' => '${SECRET}', 'auth.adminpassword' => '${SECRET}', 'admin.checkforupdates' => false,
  'enable.saml20-idp' => true, 'timezone' => 'UTC', 'showerrors' => false,
  'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
]);
`;
const SOURCES = `<?php
$config = ['people' => ['exampleauth:UserPass', 'alice:${SECRET}' => [
  'uid' => ['alice'], 'mail' => ['alice@example.com'], 'groups' => ['redshift_dbgroup'],
]]];
`;
const HOSTED = `<?php
$metadata['${IDP_ENTITY_ID}'] = [
  'host' => '__DEFAULT__', 'privatekey' => 'idp.key', 'certificate' => 'idp.crt', 'auth' => 'people',
];
`;
const remote = (entityId: string, more: string) => `$metadata['${entityId}'] = [
  'AssertionConsumerService' => '${PEER_ACS}', 'simplesaml.nameidattribute' => 'uid',
  'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', ${more}
];
`;
const REMOTE = `<?php
${remote(PEER_SPS.assertion, "'saml20.sign.response' => false,")}${remote(PEER_SPS.both, '')}`;

const apacheOf = (folder: string, port: number) => `
ServerRoot ${folder}
ServerName localhost
PidFile ${folder}/apache.pid
ErrorLog ${folder}/log/apache.log
LogLevel warn
Listen 127.0.0.1:${port}
User www-data
Group www-data
LoadModule mpm_prefork_module ${MODULES}/mod_mpm_prefork.so
LoadModule authz_core_module ${MODULES}/mod_authz_core.so
LoadModule alias_module ${MODULES}/mod_alias.so
LoadModule env_module ${MODULES}/mod_env.so
LoadModule mime_module ${MODULES}/mod_mime.so
LoadModule ssl_module ${MODULES}/mod_ssl.so
LoadModule php_module ${MODULES}/libphp8.2.so
TypesConfig /etc/mime.types
StartServers ${WORKERS}
MinSpareServers ${WORKERS}
MaxSpareServers ${WORKERS}
MaxRequestWorkers ${WORKERS}
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 60
SSLEngine on
SSLCertificateFile ${folder}/cert/tls.crt
SSLCertificateKeyFile ${folder}/cert/tls.key
SSLSessionCache none
PHPINIDir /etc/php/8.2/apache2
php_admin_value opcache.enable 1
php_admin_value opcache.validate_timestamps 0
php_admin_value session.save_path ${folder}/sessions
SetEnv SIMPLESAMLPHP_CONFIG_DIR ${folder}/config
Alias /simplesaml ${PROGRAM}/www
<Directory ${PROGRAM}/www>
  Require all granted
  SetHandler application/x-httpd-php
  AcceptPathInfo On
</Directory>
`;

/** Files of a new installation in `folder`, readable by the web server's account. */
async function writeFiles(folder: string, port: number, pairs: { idp: Pair; tls: Pair }): Promise<void> {
  const files: Record<string, string> = {
    'config/config.php': configOf(folder, `https://localhost:${port}`),
    'config/authsources.php': SOURCES,
    'metadata/saml20-idp-hosted.php': HOSTED,
    'metadata/saml20-sp-remote.php': REMOTE,
    'cert/idp.key': pairs.idp.privateKeyPem,
    'cert/idp.crt': pairs.idp.certificatePem,
    'cert/tls.key': pairs.tls.privateKeyPem,
    'cert/tls.crt': pairs.tls.certificatePem,
    'apache.conf': apacheOf(folder, port),
  };
  chmodSync(folder, 0o755);
  for (const name of ['config', 'metadata', 'cert']) mkdirSync(join(folder, name));
  for (const name of ['data', 'log', 'tmp', 'sessions']) {
    mkdirSync(join(folder, name));
    // The server drops to an account of its own; the folder is a throw-away and its keys sign nothing else.
    chmodSync(join(folder, name), 0o777);
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

export async function startPeer(): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-bench-peer-'));
  const port = await freePort();
  const pairs = { idp: await newPair('idp'), tls: await newPair('localhost') };
  await writeFiles(folder, port, pairs);
  // In a process group of its own: ending, it signals all of its group.
  const apache = spawn(APACHE, ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'], {
    stdio: 'ignore',
    detached: true,
  });
  const url = `https://localhost:${port}`;
  const target = { url, caPem: pairs.tls.certificatePem };
  const stop = async () => {
    await end(apache);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(target, apache);
  } catch (error) {
    await stop();
    throw error;
  }
  const ssoUrl = `${url}/simplesaml/saml2/idp/SSOService.php`;
  const certificatePem = pairs.idp.certificatePem;
  return { ...target, ssoUrl, certificatePem, signIn: (path) => signInAt(target, path), stop };
}

async function end(apache: ChildProcess): Promise<void> {
  if (apache.exitCode !== null) return;
  const ended = once(apache, 'exit');
  apache.kill('SIGTERM');
  await ended;
}

type Answer = { readonly status: number; readonly location: string; readonly cookies: string[]; readonly body: string };

async function request(
  target: Pick<Peer, 'url' | 'caPem'>,
  path: string,
  o: { cookie?: string; form?: Record<string, string> } = {},
): Promise<Answer> {
  const pool = new Pool(target.url, { connect: { ca: target.caPem } });
  const headers = {
    ...(o.cookie !== undefined && { cookie: o.cookie }),
    ...(o.form && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const body = o.form && new URLSearchParams(o.form).toString();
  try {
    const answer = await pool.request({
      ...{ method: o.form ? 'POST' : 'GET', path, headers },
      ...(body !== undefined && { body }),
    });
    const cookies = [answer.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0] ?? '');
    const location = [answer.headers['location'] ?? ''].flat()[0] ?? '';
    return { status: answer.statusCode, location, cookies, body: await answer.body.text() };
  } finally {
    await pool.close();
  }
}

async function waitFor(target: Pick<Peer, 'url' | 'caPem'>, apache: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100 && apache.exitCode === null; tries += 1) {
    const answer = await request(target, '/simplesaml/saml2/idp/metadata.php').catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error('SimpleSAMLphp did not start – its metadata is not served – run the bench without it');
}

async function signInAt(target: Pick<Peer, 'url' | 'caPem'>, path: string): Promise<string> {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  let form: Record<string, string> | undefined;
  for (let next = path, steps = 0; steps < 10; steps += 1) {
    const answer = await request(target, next, { cookie: cookie(), ...(form && { form }) });
    for (const line of answer.cookies) jar.set(line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1));
    if (answer.body.includes('name="SAMLResponse"')) return cookie();
    form = undefined;
    if (answer.location !== '') {
      const to = new URL(answer.location, target.url);
      next = to.pathname + to.search;
      continue;
    }
    const state = /name="AuthState" value="([^"]*)"/.exec(answer.body)?.[1];
    if (state === undefined) throw new Error(`SimpleSAMLphp answered ${answer.status} where its login page should be`);
    form = { username: 'alice', password: SECRET, AuthState: state.replaceAll('&amp;', '&').replaceAll('&#039;', "'") };
    next = next.split('?')[0] ?? next;
  }
  throw new Error('SimpleSAMLphp led in a circle instead of signing in');
}
