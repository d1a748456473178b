// What a person waits for: from `up` to Ready, and from the click on the tile to the first row.
import { readFileSync } from 'node:fs';
import { getDatabaseCredentials, openSqlSession, signInWithAssertion } from '@keyshift/client';
import {
  clientTarget,
  findFreePorts,
  hiddenFields,
  type Keyshift,
  newDataDirectory,
  newVisitor,
  onlyApplication,
  personNamed,
  removeData,
  signInOn,
  startKeyshift,
} from '@keyshift/e2e';
import type { BenchRow } from './bench-row.ts';
import { median } from './median.ts';

const STARTS = 5;
const CLICKS = 15;

export async function benchUp(): Promise<readonly BenchRow[]> {
  const data = newDataDirectory();
  const ports = await findFreePorts(4);
  const first = await time(() => startKeyshift({ data, ports }));
  await first.result.stop();
  const warm: number[] = [];
  for (let start = 1; start < STARTS; start += 1) {
    const { milliseconds, result } = await time(() => startKeyshift({ data, ports }));
    warm.push(milliseconds);
    await result.stop();
  }
  const keyshift = await startKeyshift({ data, ports });
  try {
    const memory = residentMiB(keyshift);
    const clicks = await timeClicks(keyshift);
    return [
      {
        name: 'up --demo to Ready, empty directory',
        value: first.milliseconds,
        unit: 'ms',
        note: 'one run, node start included',
      },
      { name: 'up --demo to Ready, second start', value: median(warm), unit: 'ms', note: `median of ${warm.length}` },
      {
        name: 'tile click to first row, live session',
        value: median(clicks.tile),
        unit: 'ms',
        note: `median of ${CLICKS}`,
      },
      {
        name: 'login click to first row, password hashed',
        value: median(clicks.login),
        unit: 'ms',
        note: `median of ${CLICKS}`,
      },
      {
        name: 'resident memory, Node.js process, idle',
        value: memory,
        unit: 'MiB',
        note: 'without the PostgreSQL servers',
      },
    ];
  } finally {
    await keyshift.stop();
    await removeData(data);
  }
}

async function timeClicks({ info }: Keyshift): Promise<{ tile: number[]; login: number[] }> {
  const alice = personNamed(info, 'alice');
  const { loginUrl } = onlyApplication(info);
  const times = { tile: [] as number[], login: [] as number[] };
  for (let click = 0; click < CLICKS; click += 1) {
    const visitor = newVisitor(info);
    const page = await visitor.follow(await visitor.get(loginUrl));
    const login = await time(async () => selectWith(info, hiddenFields(await signInOn(visitor, page, alice))));
    const tile = await time(async () => selectWith(info, hiddenFields(await visitor.get(loginUrl))));
    times.login.push(login.milliseconds);
    times.tile.push(tile.milliseconds);
  }
  return times;
}

async function selectWith(info: Keyshift['info'], fields: Record<string, string>): Promise<void> {
  const target = clientTarget(info);
  const signedIn = await signInWithAssertion(target, fields['SAMLResponse'] ?? '');
  const credentials = await getDatabaseCredentials({ ...target, ...signedIn });
  const session = await openSqlSession({ ...target, ...credentials, applicationName: 'bench' });
  const [result] = await session.run('select current_user from sales.orders limit 1');
  if (result?.rows[0]?.[0] !== 'alice') throw new Error('the row is not alice’s');
  await session.close();
}

function residentMiB({ process: child }: Keyshift): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

async function time<Result>(work: () => Promise<Result>): Promise<{ milliseconds: number; result: Result }> {
  const begin = performance.now();
  const result = await work();
  return { milliseconds: performance.now() - begin, result };
}
