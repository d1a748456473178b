// A rollout against a Keyshift that runs in another process: its info, its directory, a description.
import { readFile } from 'node:fs/promises';
import type { Now, RandomBytes } from '@keyshift/base';
import { type DatabaseTarget, openDatabase } from '@keyshift/postgres';
import { type Description, listClusters, type RolloutContext, type RolloutEvent } from '@keyshift/rollout';
import { type CommandDeps, type CommandOptions, findText } from '../commands/command.ts';
import { findJson } from '../data/find-json.ts';
import { type DataFolder, dataFolder } from '../data/folder.ts';
import { loadOrCreateSecrets, type Secrets } from '../data/secrets.ts';
import { writePrivateJson } from '../data/write-private-json.ts';
import { cliErrors } from '../errors.ts';
import { getInfo, type Info } from '../info.ts';
import { openDirectory } from '../open-directory.ts';
import { collectInfo } from '../up/collect-info.ts';
import { openRolloutContext } from './context.ts';
import { readDescription } from './description.ts';

type Rollout = (
  context: RolloutContext,
  description: Description,
  report: (event: RolloutEvent) => void,
) => Promise<void>;

/** Runs `rollout` on the running Keyshift and brings its info up to date, also when the rollout stops halfway. */
export async function runRollout(deps: CommandDeps, options: CommandOptions, rollout: Rollout): Promise<void> {
  const target = findText(options, 'target') ?? 'rehearsal';
  if (target !== 'rehearsal') throw cliErrors.targetUnsupported({ target });
  const file = findText(options, 'file') ?? 'keyshift.yaml';
  const description = await readDescription(file);
  const info = await getInfo(deps.settings.data);
  const folder = dataFolder(deps.settings.data);
  const secrets = await loadOrCreateSecrets(folder.secrets, deps.random);
  const { directory, close } = await openRunningDirectory(folder, secrets, deps);
  try {
    const caPem = await readFile(info.caFile, 'utf8');
    const { endpoint, region } = info.aws;
    const aws = { endpoint, region, ...secrets.rootCredentials };
    const shared = { aws, caPem, baseUrl: info.web, directory, secrets };
    const context = await openRolloutContext({ ...shared, description, descriptionFile: file });
    try {
      await rollout(context, description, reporter(deps, options));
    } finally {
      await refreshInfo({ info, folder, context, directory, secrets });
    }
  } finally {
    await close();
  }
}

async function openRunningDirectory(folder: DataFolder, secrets: Secrets, sources: { now: Now; random: RandomBytes }) {
  const target = await findJson<DatabaseTarget>(folder.directoryDatabase);
  if (target === undefined) throw cliErrors.notRunning({ directory: folder.directory });
  const database = openDatabase(target);
  const directory = openDirectory({ database, secrets, now: sources.now, random: sources.random });
  return { directory, close: () => database.close() };
}

function reporter({ terminal }: CommandDeps, options: CommandOptions): (event: RolloutEvent) => void {
  if (options['json'] === true) return (event) => terminal.out(JSON.stringify(event));
  return ({ action, kind, name, differences }) => {
    const reasons = differences.length === 0 ? '' : ` (${differences.join('; ')})`;
    terminal.out(`${action.padEnd(6)} ${kind} ${name}${reasons}`);
  };
}

type Refresh = {
  readonly info: Info;
  readonly folder: DataFolder;
  readonly context: RolloutContext;
  readonly directory: Parameters<typeof collectInfo>[0]['directory'];
  readonly secrets: Secrets;
};

async function refreshInfo({ info, folder, context, directory, secrets }: Refresh): Promise<void> {
  const clusters = await listClusters(context);
  const { endpoint, region, accountId } = info.aws;
  const aws = { endpoint, region, accountId };
  const host = new URL(endpoint).hostname;
  const fresh = await collectInfo({ web: info.web, caFile: info.caFile, host, aws, directory, secrets, clusters });
  await writePrivateJson(folder.info, fresh);
}
