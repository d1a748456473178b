import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../browser/chromium.ts';
import { createBrowserCommand } from '../browser/command.ts';
import { masterLogin } from '../database.ts';
import { type Keyshift, REPOSITORY, removeData, startKeyshift } from '../keyshift.ts';
import { onlyCluster, personNamed } from '../people.ts';
import { isInstalled, type Outcome, run } from '../program.ts';
import { obtainAssertion } from '../saml-http.ts';
import { installOnce } from './install-once.ts';

const FOLDER = join(REPOSITORY, 'e2e/drivers/jdbc');
const JARS = join(REPOSITORY, '.cache/jdbc');

/** Why the driver cannot be had, or undefined when it is there. */
async function installDriver(): Promise<string | undefined> {
  if (!(await isInstalled('java'))) return 'needs Java: apt-get install openjdk-17-jre';
  if (!(await isInstalled('mvn'))) return 'needs Maven to fetch the driver: apt-get install maven';
  const recipe = join(FOLDER, 'pom.xml');
  const copy = ['-q', '-B', '-f', recipe, 'dependency:copy-dependencies', `-DoutputDirectory=${JARS}`];
  const failure = await installOnce({ folder: JARS, recipe, steps: [['mvn', ...copy]] });
  return failure === undefined ? undefined : `needs the Redshift JDBC driver from Maven Central: ${failure}`;
}

/** What a JVM needs to open a browser: a display, GTK, and a desktop bus with the https scheme. */
async function findDesktop(): Promise<string | undefined> {
  const programs = await Promise.all(['xvfb-run', 'dbus-run-session'].map(isInstalled));
  const { stdout: libraries } = await run('ldconfig', ['-p']);
  const found = [...programs, existsSync('/usr/share/gvfs/mounts/http.mount'), libraries.includes('libgtk-3.so.0')];
  if (found.every(Boolean) && CHROMIUM !== undefined) return undefined;
  return 'needs a desktop: apt-get install chromium xvfb xauth dbus libgtk-3-0 gvfs gvfs-backends';
}

const inCi = process.env['CI'] !== undefined;
const missing = await installDriver();
const missingDesktop = await findDesktop();
const skip = missing !== undefined && !inCi;
const skipDesktop = missingDesktop !== undefined && !inCi;

describe.skipIf(skip)(`Redshift JDBC driver, unmodified${skip ? ` (${missing})` : ''}`, () => {
  let keyshift: Keyshift;
  let trustStore: string;

  beforeAll(async () => {
    keyshift = await startKeyshift();
    trustStore = join(mkdtempSync(join(tmpdir(), 'keyshift-jdbc-')), 'trust.p12');
    const importCa = ['-importcert', '-noprompt', '-alias', 'keyshift', '-file', keyshift.info.caFile];
    const store = ['-keystore', trustStore, '-storetype', 'PKCS12', '-storepass', 'changeit'];
    expect(await run('keytool', [...importCa, ...store])).toMatchObject({ status: 0 });
  });
  afterAll(async () => {
    await keyshift?.stop();
    await removeData(keyshift.data);
  });

  type Connection = { url: string; properties: Readonly<Record<string, string>>; sql: string };
  type Launch = { before?: readonly string[]; env?: Readonly<Record<string, string>> };

  const connect = ({ url, properties, sql }: Connection, { before = [], env = {} }: Launch = {}): Promise<Outcome> => {
    const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}`);
    const [program = 'java', ...args] = [
      ...before,
      'java',
      `-Djavax.net.ssl.trustStore=${trustStore}`,
      '-Djavax.net.ssl.trustStorePassword=changeit',
      `-Daws.region=${keyshift.info.aws.region}`,
      '-cp',
      `${JARS}/*`,
      join(FOLDER, 'Connect.java'),
    ];
    return run(program, args, { input: [url, ...lines, '', sql].join('\n'), env });
  };

  it('connects with the master user and password', async () => {
    const { jdbcUrl } = onlyCluster(keyshift.info);
    const { user, password } = masterLogin(keyshift.info);
    const outcome = await connect({ url: jdbcUrl, properties: { user, password }, sql: 'select current_user' });
    expect(outcome).toMatchObject({ status: 0, stdout: 'some_admin\n' });
    const refused = await connect({ url: jdbcUrl, properties: { user, password: 'wrong' }, sql: 'select 1' });
    expect(refused.stderr).toContain('SQLSTATE 28000');
  });

  it('signs in with a ready assertion (BasicSamlCredentialsProvider), without a browser', async () => {
    const assertion = await obtainAssertion(keyshift.info, personNamed(keyshift.info, 'alice'));
    const properties = {
      plugin_name: 'com.amazon.redshift.plugin.BasicSamlCredentialsProvider',
      saml_assertion: assertion,
    };
    const sql = 'select current_user, count(*) from sales.orders';
    const outcome = await connect({ url: onlyCluster(keyshift.info).jdbcIamUrl, properties, sql });
    expect(outcome).toEqual({ status: 0, stdout: 'alice\t8\n', stderr: expect.any(String) });
  });

  it.skipIf(skipDesktop)(
    `signs in through the browser plug-in with real Chromium${skipDesktop ? ` (${missingDesktop})` : ''}`,
    async () => {
      const { jdbcIamUrl: url, jdbcProperties: properties } = onlyCluster(keyshift.info);
      const env = createDesktop(createBrowserCommand(keyshift.info, personNamed(keyshift.info, 'bob')));
      const sql = 'select current_user, count(*) from hr.salaries';
      const outcome = await connect(
        { url, properties, sql },
        { before: ['dbus-run-session', '--', 'xvfb-run', '-a'], env },
      );
      expect(outcome).toEqual({ status: 0, stdout: 'bob\t3\n', stderr: expect.any(String) });
    },
  );
});

/** A home directory whose desktop opens web addresses with `browser`. */
function createDesktop(browser: string): Record<string, string> {
  const home = mkdtempSync(join(tmpdir(), 'keyshift-desktop-'));
  const schemes = ['x-scheme-handler/https', 'x-scheme-handler/http'];
  mkdirSync(join(home, 'share/applications'), { recursive: true });
  mkdirSync(join(home, 'config'));
  const entry = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Browser',
    `Exec=${browser} %u`,
    `MimeType=${schemes.join(';')};`,
  ];
  writeFileSync(join(home, 'share/applications/browser.desktop'), `${entry.join('\n')}\n`);
  const defaults = schemes.map((scheme) => `${scheme}=browser.desktop`);
  writeFileSync(join(home, 'config/mimeapps.list'), `[Default Applications]\n${defaults.join('\n')}\n`);
  return { HOME: home, XDG_DATA_HOME: join(home, 'share'), XDG_CONFIG_HOME: join(home, 'config') };
}
