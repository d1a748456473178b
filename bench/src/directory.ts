// Lists and searches at 1 000, 100 000 and 1 000 000 people: a page must cost the same in a small and a huge directory.
import { Secret } from '@keyshift/base';
import { Pool } from 'undici';
import type { BenchRow } from './bench-row.ts';
import { fillAudit, fillPeople } from './directory/fill.ts';
import { type Call, type Scenario, scenariosOf } from './directory/scenarios.ts';
import { type Place, startServer } from './idp/place.ts';
import { signIn } from './idp/sign-in.ts';

const SIZES = [1_000, 100_000, 1_000_000];
const CALLS = 200;
const WARM_UP = 40;
const BAR = 1.3;
const BAR_MS = 10;
const PASSWORD = 'correct horse battery';
const OWNER = 'aa.owner';

type Way = (call: Call) => Promise<void>;
type Measured = { readonly scenarios: readonly Scenario[]; readonly http: Way; readonly bare: Way };

/** p95 through the API on a live session at three sizes, and without HTTP for comparison. */
export async function benchDirectory(): Promise<readonly BenchRow[]> {
  const server = await startServer();
  const closing: (() => Promise<void>)[] = [];
  try {
    const places: Measured[] = [];
    for (const size of SIZES) {
      const place = await server.open(`people_${size}`);
      await fillPeople(place.database, size);
      await fillAudit(place.database, size);
      places.push(await prepare(place, closing));
    }
    const rows: BenchRow[] = [];
    for (const index of places[0]?.scenarios.keys() ?? []) rows.push(...(await measureScenario(places, index)));
    return rows;
  } finally {
    for (const close of closing) await close();
    await server.stop();
  }
}

async function prepare(place: Place, closing: (() => Promise<void>)[]): Promise<Measured> {
  const { directory } = place;
  const owner = await directory.people.create(
    { username: OWNER, displayName: 'Owner', email: 'owner@example.com', role: 'owner' },
    'bench',
  );
  await directory.people.setPassword(owner.id, new Secret(PASSWORD), 'bench');
  const cookie = await signIn(place, OWNER, PASSWORD);
  const pool = new Pool(place.url, { connect: { ca: place.caPem } });
  closing.push(() => pool.close());
  return {
    scenarios: await scenariosOf(directory),
    async http({ path }) {
      const answer = await pool.request({ method: 'GET', path, headers: { cookie } });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
    },
    async bare(call) {
      await call.run();
    },
  };
}

async function measureScenario(places: readonly Measured[], index: number): Promise<BenchRow[]> {
  const name = places[0]?.scenarios[index]?.name ?? '';
  const bare = await measure(places, index, 'bare');
  return rowsOf(name, await measure(places, index, 'http'), bare);
}

/** p95 at each size; the sizes take turns, so that whatever else the machine does slows them alike. */
async function measure(places: readonly Measured[], scenario: number, way: 'http' | 'bare'): Promise<number[]> {
  const times: number[][] = places.map(() => []);
  for (let i = 0; i < WARM_UP + CALLS; i += 1) {
    for (const [index, place] of places.entries()) {
      const call = place.scenarios[scenario]?.call(i);
      if (call === undefined) continue;
      const started = performance.now();
      await place[way](call);
      if (i >= WARM_UP) times[index]?.push(performance.now() - started);
    }
  }
  return times.map((some) => some.sort((a, b) => a - b)[Math.floor(some.length * 0.95)] ?? 0);
}

function rowsOf(name: string, values: readonly number[], bare: readonly number[]): BenchRow[] {
  const [small = Number.NaN] = values;
  return values.map((value, index): BenchRow => {
    const size = (SIZES[index] ?? 0).toLocaleString('en');
    const without = `${(bare[index] ?? 0).toPrecision(3)} without HTTP`;
    const row = { name: `${name}, ${size}`, value, unit: 'ms p95' };
    if (index === 0) return { ...row, note: without };
    const isMet = value <= BAR_MS || value <= small * BAR;
    const verdict = isMet ? '' : `; above ${BAR_MS} ms and ${BAR} ×`;
    return { ...row, ratio: value / small, against: '1,000', note: `${without}${verdict}` };
  });
}
