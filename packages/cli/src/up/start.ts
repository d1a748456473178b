// Starts everything in order: data, certificate, PostgreSQL, identity provider, rehearsal, clusters, demo.
import { fileURLToPath } from 'node:url';
import { isAppError, type Log, type Now, type RandomBytes } from '@keyshift/base';
import { type Directory, migrateDirectory } from '@keyshift/directory';
import { type LocalTls, listenBoth, loadOrCreateTls } from '@keyshift/http';
import { createIdp } from '@keyshift/idp';
import { createRehearsal, type Rehearsal } from '@keyshift/rehearsal';
import { SITE_FOLDER } from '@keyshift/web';
import type { Settings } from '../config.ts';
import { claimDataFolder } from '../data/claim.ts';
import { type DataFolder, dataFolder } from '../data/folder.ts';
import { openLogFile } from '../data/log-file.ts';
import { loadOrCreateSecrets, type Secrets } from '../data/secrets.ts';
import { writePrivateJson } from '../data/write-private-json.ts';
import { type DirectoryInput, openDirectory } from '../open-directory.ts';
import { ensureAdministrator } from './administrator.ts';
import { ensureApiKey } from './api-key.ts';
import { createAwsConsole } from './aws-console.ts';
import { type Clusters, createClusters } from './clusters.ts';
import { collectInfo } from './collect-info.ts';
import { type Control, startControl } from './control.ts';
import type { ReportUp } from './events.ts';
import { checkPorts } from './port-taken.ts';
import { seedDemo } from './seed.ts';
import { createSteps, type Steps } from './steps.ts';

const HOST = '127.0.0.1';
// Both halves of `localhost`, 127.0.0.1 and ::1: another local user must not own one of them.
const LISTEN_HOST = 'localhost';
const REGION = 'us-east-1';
const ACCOUNT_ID = '123456789012';
const CERTIFICATE_NAMES = ['localhost', '127.0.0.1', '::1'];

export type StartInput = {
  readonly settings: Settings;
  readonly demo: boolean;
  readonly report: ReportUp;
  readonly now: Now;
  readonly random: RandomBytes;
};

/** What the first steps made and the later ones build on. */
type Foundation = StartInput & {
  readonly steps: Steps;
  readonly folder: DataFolder;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly tls: LocalTls;
  readonly control: Control;
  readonly directory: Directory;
  readonly web: string;
  readonly awsEndpoint: string;
};

/** Starts; on failure everything begun is undone before the error is thrown. `close` undoes it at the end. */
export async function startEverything(input: StartInput): Promise<{ close(): Promise<void> }> {
  const begin = performance.now();
  const steps = createSteps(input.report);
  try {
    const foundation = await layFoundation(input, steps);
    await startIdentityProvider(foundation);
    const { rehearsal, clusters } = await startRehearsal(foundation);
    if (input.demo) await seed(foundation, clusters);
    await announce(foundation, rehearsal, begin);
  } catch (error) {
    // What failed matters more than what could not be tidied up after it.
    await steps.undo().catch(() => undefined);
    throw error;
  }
  return { close: () => steps.undo() };
}

async function layFoundation(input: StartInput, steps: Steps): Promise<Foundation> {
  const { settings, now, random } = input;
  const folder = dataFolder(settings.data);
  input.report({ event: 'start', data: folder.directory });
  await steps.run(
    'data directory',
    () => claimDataFolder(folder),
    (claim) => claim.release(),
  );
  await checkPorts(settings, ['webPort', 'awsPort', ...(input.demo ? (['clusterPort'] as const) : [])], HOST);
  const { log } = await steps.run(
    'log',
    async () => openLogFile(folder.log, now),
    (file) => file.close(),
  );
  const secrets = await loadOrCreateSecrets(folder.secrets, random);
  const tls = await steps.run('certificate', () =>
    loadOrCreateTls({ directory: folder.directory, names: CERTIFICATE_NAMES, now }),
  );
  const control = await steps.run(
    'PostgreSQL',
    () => startControl(folder.control, log),
    (server) => server.stop(),
  );
  const directory = await steps.run('directory', () =>
    prepareDirectory({ database: control.directory, secrets, now, random }, folder),
  );
  const web = `https://localhost:${settings.webPort}`;
  const awsEndpoint = `http://${HOST}:${settings.awsPort}`;
  return { ...input, steps, folder, log, secrets, tls, control, directory, web, awsEndpoint };
}

async function prepareDirectory(input: DirectoryInput, folder: DataFolder): Promise<Directory> {
  await migrateDirectory(input.database);
  const directory = openDirectory(input);
  await ensureAdministrator(directory, input.secrets);
  await ensureApiKey(directory, folder);
  return directory;
}

async function startIdentityProvider(foundation: Foundation): Promise<void> {
  const { steps, directory, control, tls, settings, web, now, random, log, secrets } = foundation;
  const account = { endpoint: foundation.awsEndpoint, region: REGION, accountId: ACCOUNT_ID };
  const deps = {
    directory,
    database: control.directory,
    tls,
    host: LISTEN_HOST,
    port: settings.webPort,
    baseUrl: web,
    environment: { label: `Local AWS · ${ACCOUNT_ID}`, isRehearsal: true },
    aws: createAwsConsole({ ...account, ...secrets.rootCredentials }),
    siteFolder: fileURLToPath(SITE_FOLDER),
    now,
    random,
    log,
  };
  await steps.run(
    'identity provider',
    () => createIdp(deps),
    (server) => server.close(),
  );
}

async function startRehearsal(foundation: Foundation): Promise<{ rehearsal: Rehearsal; clusters: Clusters }> {
  const { steps, settings, folder, tls, now, random, log, control, secrets, demo } = foundation;
  // The gateways ask the control plane whose a password is, and the control plane starts gateways.
  const parts: { rehearsal?: Rehearsal; clusters: Clusters } = {
    clusters: createClusters({ folder, host: HOST, tls, now, random, log, rehearsal: () => created(parts.rehearsal) }),
  };
  const rehearsal = await createRehearsal({
    database: control.rehearsal,
    now,
    random,
    log,
    accountId: ACCOUNT_ID,
    region: REGION,
    clusters: parts.clusters.runtime,
    sealingKey: secrets.sealingKey,
    rootCredentials: secrets.rootCredentials,
    async reset() {
      await parts.clusters.removeAll();
      await created(parts.rehearsal).clear();
      if (demo) await seed(foundation, parts.clusters);
    },
  });
  parts.rehearsal = rehearsal;
  await steps.run(
    'rehearsal AWS',
    () => listenBoth({ host: LISTEN_HOST, port: settings.awsPort, tls, handler: rehearsal.handler }),
    (listener) => listener.close(),
  );
  await steps.run('clusters', () => startClusters(rehearsal, parts.clusters), parts.clusters.stopAll);
  return { rehearsal, clusters: parts.clusters };
}

async function seed(foundation: Foundation, clusters: Clusters): Promise<void> {
  try {
    await seedDemo({ ...foundation, accountRegion: REGION });
  } catch (error) {
    if (!isAppError(error, 'rollout.cluster_not_available')) throw error;
    throw clusters.failureOf(String(error.details['identifier'])) ?? error;
  }
}

function created(rehearsal: Rehearsal | undefined): Rehearsal {
  if (rehearsal === undefined) throw new Error('a cluster started before its control plane');
  return rehearsal;
}

async function startClusters(rehearsal: Rehearsal, clusters: Clusters): Promise<void> {
  for (const spec of await rehearsal.clusterSpecs()) await clusters.start(spec);
}

async function announce(foundation: Foundation, rehearsal: Rehearsal, begin: number): Promise<void> {
  const { folder, web, tls, awsEndpoint, directory, secrets } = foundation;
  const info = await collectInfo({
    web,
    caFile: tls.caFile,
    host: HOST,
    aws: { endpoint: awsEndpoint, region: REGION, accountId: ACCOUNT_ID },
    directory,
    secrets,
    clusters: await rehearsal.clusterSpecs(),
  });
  await writePrivateJson(folder.directoryDatabase, foundation.control.directoryTarget);
  await writePrivateJson(folder.info, info);
  foundation.report({ event: 'ready', milliseconds: Math.round(performance.now() - begin), ...info });
}
