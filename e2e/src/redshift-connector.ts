// Amazon's own Python driver, unmodified, from PyPI: installed once, and connected as a person whose browser signs in.
import { join } from 'node:path';
import { CHROMIUM } from './browser/chromium.ts';
import { createBrowserCommand } from './browser/command.ts';
import type { Login } from './browser/sign-in.ts';
import { installOnce } from './drivers/install-once.ts';
import { type Keyshift, REPOSITORY } from './keyshift.ts';
import { isInstalled, type Outcome, run } from './program.ts';

const FOLDER = join(REPOSITORY, 'e2e/drivers/python');
const VENV = join(REPOSITORY, '.cache/python');

/** Why the driver with its browser sign-in cannot be had, or undefined when it is there. */
export async function installRedshiftConnector(): Promise<string | undefined> {
  if (CHROMIUM === undefined) return 'needs Chromium: apt-get install chromium';
  if (!(await isInstalled('python3'))) return 'needs Python: apt-get install python3 python3-venv';
  const recipe = join(FOLDER, 'requirements.txt');
  const failure = await installOnce({
    folder: VENV,
    recipe,
    steps: [
      ['python3', '-m', 'venv', VENV],
      [join(VENV, 'bin/pip'), 'install', '-q', '-r', recipe],
    ],
  });
  return failure === undefined ? undefined : `needs redshift_connector from PyPI: ${failure}`;
}

type Connection = {
  /** Keyword arguments of the driver's `connect`. */
  readonly connection: Record<string, unknown>;
  readonly sql: string;
  /** Who signs in in the browser that the driver opens. */
  readonly person: Login;
};

/** Runs one statement; the rows come on standard output, tab-separated. */
export function runRedshiftConnector({ info }: Keyshift, { connection, sql, person }: Connection): Promise<Outcome> {
  return run(join(VENV, 'bin/python'), [join(FOLDER, 'connect.py')], {
    input: JSON.stringify({ connection, sql }),
    env: {
      SSL_CERT_FILE: info.caFile,
      AWS_ENDPOINT_URL_STS: info.aws.endpoint,
      AWS_DEFAULT_REGION: info.aws.region,
      BROWSER: createBrowserCommand(info, person),
    },
  });
}

/** The driver's arguments for a sign-in in the browser. */
export function asOneself(
  { info, listenPort }: Keyshift,
  target: { loginUrl: string; identifier: string; host: string; port: number; database: string },
): Record<string, unknown> {
  const { loginUrl, identifier, host, port, database } = target;
  return {
    iam: true,
    credentials_provider: 'BrowserSamlCredentialsProvider',
    login_url: loginUrl,
    listen_port: listenPort,
    idp_response_timeout: 60,
    cluster_identifier: identifier,
    region: info.aws.region,
    endpoint_url: info.aws.endpoint,
    host,
    port,
    database,
  };
}
