// The list of people at 1 000, 100 000 and 1 000 000: a page must cost the same in a small and in a huge directory.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, silentLog } from '@keyshift/base';
import { createDirectory, type Directory, migrateDirectory, type PeoplePageInput } from '@keyshift/directory';
import { createSelfSignedCertificate } from '@keyshift/http';
import { type Database, openDatabase, prepareDataDirectory, startPostgres } from '@keyshift/postgres';
import type { BenchRow } from './bench-row.ts';

const SIZES = [1_000, 100_000, 1_000_000];
const CALLS = 400;
const WARM_UP = 60;
const BAR = 1.3;
// Every tenth person is called so; a last name is one person's of 1 000, and twenty people's of a million.
const BROAD = 'alex';

type Scenario = { readonly name: string; page(i: number): PeoplePageInput };

/** p95 of four pages of the list at three sizes, and its ratio to the smallest. */
export async function benchDirectory(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-bench-directory-'));
  await prepareDataDirectory(folder);
  const server = await startPostgres({ directory: join(folder, 'pg'), log: silentLog });
  const times = new Map<string, number[]>();
  try {
    for (const size of SIZES) {
      await server.ensureDatabase(`people_${size}`);
      const database = openDatabase(server.target(`people_${size}`));
      const directory = await prepare(database, size);
      for (const scenario of await scenarios(directory)) {
        times.set(scenario.name, [...(times.get(scenario.name) ?? []), await p95(directory, scenario)]);
      }
      await database.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return [...times].flatMap(([name, values]) => rowsOf(name, values));
}

async function prepare(database: Database, size: number): Promise<Directory> {
  await migrateDirectory(database);
  await fill(database, size);
  return createDirectory({
    database,
    now: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    sealingKey: new Secret('ab'.repeat(32)),
    createKey: createSelfSignedCertificate,
  });
}

/** Ids as random as real ones, names that repeat as real ones do, everybody in two of a hundred groups. No triggers. */
async function fill(database: Database, size: number): Promise<void> {
  await database.query(`
    SET LOCAL session_replication_role = replica;
    INSERT INTO directory.user_group (id, name, description, created_at)
      SELECT 'grp_' || i, 'team_' || i, '', now() FROM generate_series(0, 99) i;
    INSERT INTO directory.person (id, username, display_name, email, state, created_at, updated_at, search, sort_name)
      SELECT 'usr_' || translate(md5(i::text), 'abcdef', 'hkpsvy'), lower(first || '.' || last || i), first || ' ' || last,
        lower(first || '.' || last || i) || '@example.com', 'active', now() - make_interval(secs => i),
        now(), array_to_tsvector(ARRAY(SELECT DISTINCT unnest(ARRAY[lower(first), lower(last) || i, lower(last), 'example', 'com']))),
        lower(first || ' ' || last)
      FROM (SELECT i, (ARRAY['Alex','Bea','Carl','Dora','Emil','Fay','Gus','Hana','Ivo','Jana'])[1 + (hashint4(i) & 2147483647) % 10] AS first,
        'Name' || md5((i % 50000)::text) AS last FROM generate_series(1, ${size}) i) named;
    INSERT INTO directory.membership (group_id, person_id)
      SELECT 'grp_' || (i + shift) % 100, 'usr_' || translate(md5(i::text), 'abcdef', 'hkpsvy') FROM generate_series(1, ${size}) i, (VALUES (0), (17)) s (shift);
    UPDATE directory.person_count SET people = ${size};
    UPDATE directory.user_group g SET member_count = ${size} / 50;`);
  await database.query('VACUUM ANALYZE directory.person');
  await database.query('VACUUM ANALYZE directory.membership');
}

async function scenarios(directory: Directory): Promise<Scenario[]> {
  const cursors = await walkAhead(directory);
  const names = (await directory.people.list({ limit: 1_000 })).map(
    ({ displayName }) => displayName.split(' ')[1] ?? '',
  );
  const one = (i: number) => names[(i * 37) % names.length] ?? '';
  return [
    { name: 'people, first page', page: () => ({}) },
    { name: 'people, next page', page: (i) => ({ cursor: cursors[i % cursors.length] }) },
    { name: 'people, search selective', page: (i) => ({ search: one(i) }) },
    { name: 'people, search broad', page: () => ({ search: BROAD }) },
  ];
}

async function walkAhead(directory: Directory): Promise<string[]> {
  const cursors: string[] = [];
  for (let page = await directory.people.page({}); page.next !== null && cursors.length < 15; ) {
    cursors.push(page.next);
    page = await directory.people.page({ cursor: page.next });
  }
  return cursors;
}

async function p95(directory: Directory, scenario: Scenario): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + CALLS; i += 1) {
    const started = performance.now();
    await directory.people.page(scenario.page(i));
    if (i >= WARM_UP) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

function rowsOf(name: string, values: readonly number[]): BenchRow[] {
  return values.map((value, index): BenchRow => {
    const size = SIZES[index] ?? 0;
    const row = { name: `${name}, ${size.toLocaleString('en')}`, value, unit: 'ms p95' };
    return index === 0
      ? row
      : { ...row, ratio: value / (values[0] ?? value), against: '1,000', note: `the bar is ${BAR}` };
  });
}
