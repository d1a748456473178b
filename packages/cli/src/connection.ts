// From a running Keyshift's info to a sign-in that is still good and a SQL session as oneself.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { isAppError } from '@keyshift/base';
import {
  type ClientTarget,
  DEFAULT_RESPONSE_TIMEOUT_SECONDS,
  deleteSession,
  findSession,
  getDatabaseCredentials,
  openSqlSession,
  type SignedIn,
  type SqlSession,
  signIn,
  writeSession,
} from '@keyshift/client';
import open from 'open';
import type { CommandDeps } from './commands/command.ts';
import { dataFolder } from './data/folder.ts';
import { cliErrors } from './errors.ts';
import { getInfo } from './info.ts';

/** AWS's words for "this session is over": signing in again helps, unlike with a refusal. */
const SESSION_OVER = ['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId'];

/** Where to sign in and connect, from the running Keyshift. Throws `cli.not_running`, `cli.no_cluster`. */
export async function getTarget({ settings }: CommandDeps): Promise<ClientTarget> {
  const info = await getInfo(settings.data);
  const [application] = info.applications;
  const [cluster] = info.clusters;
  if (application === undefined || cluster === undefined) throw cliErrors.noCluster({ directory: settings.data });
  return {
    loginUrl: application.loginUrl,
    listenPort: Number(new URL(application.acsUrl).port),
    responseTimeoutSeconds: DEFAULT_RESPONSE_TIMEOUT_SECONDS,
    aws: { region: info.aws.region, stsEndpoint: info.aws.endpoint, redshiftEndpoint: info.aws.endpoint },
    cluster,
    caPem: await readFile(info.caFile, 'utf8'),
    wishes: {},
  };
}

/** The kept sign-in, or a new one through the browser. */
async function getSignIn(deps: CommandDeps, target: ClientTarget): Promise<SignedIn> {
  const file = dataFolder(deps.settings.data).session;
  return (await findSession(file, deps.now)) ?? signInAnew(deps, target);
}

export async function signInAnew(deps: CommandDeps, target: ClientTarget): Promise<SignedIn> {
  const signedIn = await signIn(target, { openBrowser: (url) => showLogin(deps, url) });
  await writeSession(dataFolder(deps.settings.data).session, signedIn);
  return signedIn;
}

/** Opens a SQL session as the person; a kept sign-in that the server no longer takes is renewed once. */
export async function openOwnSession(deps: CommandDeps): Promise<SqlSession> {
  const target = await getTarget(deps);
  const signedIn = await getSignIn(deps, target);
  try {
    return await connect(target, signedIn);
  } catch (error) {
    if (!isAppError(error, 'client.aws_refused') || !SESSION_OVER.includes(String(error.details['awsCode'])))
      throw error;
    await deleteSession(dataFolder(deps.settings.data).session);
    return connect(target, await signInAnew(deps, target));
  }
}

async function connect(target: ClientTarget, signedIn: SignedIn): Promise<SqlSession> {
  const credentials = await getDatabaseCredentials({ ...target, ...signedIn });
  return openSqlSession({
    ...credentials,
    cluster: target.cluster,
    ...withCa(target),
    applicationName: 'keyshift sql',
  });
}

function withCa({ caPem }: ClientTarget): { caPem?: string } {
  return caPem === undefined ? {} : { caPem };
}

async function showLogin({ terminal, browser }: CommandDeps, url: string): Promise<void> {
  terminal.progress(`Sign in in your browser. If none opens, go to:\n  ${url}`);
  if (browser === undefined) {
    // Without a desktop the printed address is the way; that is not a failure.
    await open(url).catch(() => undefined);
    return;
  }
  const [program = '', ...args] = browser.split(' ').filter((word) => word !== '');
  const opened = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  opened.on('error', () => terminal.progress(`Could not start ${program}; open the address above by hand.`));
  opened.unref();
}
