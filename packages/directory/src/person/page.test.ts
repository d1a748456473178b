import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeoplePageInput } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';
import { conditionsOf, fitsAll, Values } from './paging/conditions.ts';
import { wordsOf } from './search-words.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
  const group = await t.directory.groups.create({ name: 'page_group' }, 'system');
  groupId = group.id;
  for (const [index, displayName] of NAMES.entries()) {
    t.clock.now = new Date(t.clock.now.getTime() + 1_000);
    const username = `user${String(index).padStart(2, '0')}`;
    const state = index % 5 === 0 ? 'suspended' : 'active';
    const person = { username, displayName, email: `${username}@mail.example`, state } as const;
    const groupIds = index % 3 === 0 ? [groupId] : [];
    const more = { role: index === 4 ? ('admin' as const) : null, profile: { department: `D${index}` }, groupIds };
    await t.directory.people.create({ ...person, ...more }, 'system');
  }
});
afterAll(() => t.stop());

let groupId = '';
const NAMES = [
  'José Núñez',
  'Zoë',
  'alex Müller',
  'Alex Adams',
  "O'Hara Ann-Marie",
  '王小明',
  'Ivo',
  'Bea',
  'bea',
  'Carl',
];
const usernames = async (o: PeoplePageInput) =>
  (await t.directory.people.page(o)).items.map(({ username }) => username);

async function walkThrough(o: PeoplePageInput): Promise<string[]> {
  const seen: string[] = [];
  let page = await t.directory.people.page(o);
  for (;;) {
    seen.push(...page.items.map(({ username }) => username));
    if (page.next === null) return seen;
    page = await t.directory.people.page({ ...o, cursor: page.next });
  }
}

describe('a page of people', () => {
  it('has what the list shows', async () => {
    const page = await t.directory.people.page({ limit: 1 });
    expect(page).toMatchObject({ total: 10, totalIsCapped: false, previous: null });
    expect(page.items).toEqual([
      expect.objectContaining({
        ...{ username: 'user00', displayName: 'José Núñez', state: 'suspended', role: null },
        ...{ department: 'D0', groupCount: 1, lastSignInAt: null },
      }),
    ]);
    expect(page.items[0]).not.toHaveProperty('edge');
    await t.directory.people.recordSignIn(page.items[0]?.id ?? '');
    const found = await t.directory.people.page({ search: 'nunez' });
    expect(found.items[0]?.lastSignInAt).toEqual(t.clock.now);
  });

  it.each(['username', 'displayName', 'createdAt'] as const)(
    'comes in order of %s, both ways, whatever the size',
    async (sort) => {
      const all = await usernames({ sort });
      expect(all).toHaveLength(10);
      expect(await usernames({ sort, direction: 'desc' })).toEqual([...all].reverse());
      for (const limit of [1, 3, 10]) {
        expect(await walkThrough({ sort, limit })).toEqual(all);
        expect(await walkThrough({ sort, direction: 'desc', limit })).toEqual([...all].reverse());
        expect(await walkThrough({ sort, limit, search: 'mail' })).toEqual(all);
      }
    },
  );

  it('goes back to where it came from', async () => {
    const first = await t.directory.people.page({ limit: 4 });
    const second = await t.directory.people.page({ limit: 4, cursor: first.next ?? '' });
    const third = await t.directory.people.page({ limit: 4, cursor: second.next ?? '' });
    expect(third).toMatchObject({ next: null });
    const back = await t.directory.people.page({ limit: 4, cursor: third.previous ?? '' });
    expect(back.items).toEqual(second.items);
    const start = await t.directory.people.page({ limit: 4, cursor: back.previous ?? '' });
    expect(start).toMatchObject({ items: first.items, previous: null });
  });

  it('does not shift when somebody comes or goes meanwhile', async () => {
    const first = await t.directory.people.page({ limit: 5, search: 'mail' });
    const early = await t.directory.people.create(
      { username: 'a.early', displayName: 'E', email: 'e@mail.example' },
      'system',
    );
    const second = await t.directory.people.page({ limit: 5, search: 'mail', cursor: first.next ?? '' });
    expect(second.items.map(({ username }) => username)).toEqual(['user05', 'user06', 'user07', 'user08', 'user09']);
    await t.directory.people.remove(early.id, 'system');
  });

  it('sorts names as people read them, small and capital letters alike', async () => {
    const sorted = (await t.directory.people.page({ sort: 'displayName' })).items.map(({ displayName }) => displayName);
    expect(sorted.slice(0, 4)).toEqual([
      'Alex Adams',
      'alex Müller',
      expect.stringMatching(/bea/i),
      expect.stringMatching(/bea/i),
    ]);
  });

  it.each([
    ['jose', ['user00']],
    ['NÚÑ jos', ['user00']],
    ['alex', ['user02', 'user03']],
    ['alex mul', ['user02']],
    ['mul alex zoe', []],
    ['user03@mail', ['user03']],
    ['hara', ['user04']],
    ["o'hara ann-m", ['user04']],
    ['王', ['user05']],
    ['ara', []],
    ['%', 'all'],
    ["'; DROP TABLE x --", []],
    ['\0alex\0 !&|', ['user02', 'user03']],
  ])('finds by the beginnings of words: %s', async (search, expected) => {
    expect(await usernames({ search })).toEqual(expected === 'all' ? await usernames({}) : expected);
  });

  it('filters by state, group and role, also together', async () => {
    expect(await usernames({ state: 'suspended' })).toEqual(['user00', 'user05']);
    expect(await usernames({ state: 'active', groupId })).toEqual(['user03', 'user06', 'user09']);
    expect(await usernames({ groupId, search: 'alex', state: 'active' })).toEqual(['user03']);
    expect(await usernames({ administrators: true })).toEqual(['user04']);
    expect(await t.directory.people.page({ state: 'staged' })).toMatchObject({ items: [], total: 0, next: null });
    expect(await usernames({ groupId: 'grp_x' })).toEqual([]);
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['another order', Buffer.from('["displayName asc","next","a","usr_1"]').toString('base64url')],
    ['another shape', Buffer.from('["username asc","sideways","a","usr_1"]').toString('base64url')],
    ['a NUL', Buffer.from('["username asc","next","\\u0000","usr_1"]').toString('base64url')],
  ])('does not take %s for a cursor: directory.cursor_invalid', async (_what, cursor) => {
    await expect(t.directory.people.page({ cursor })).rejects.toMatchObject({ code: 'directory.cursor_invalid' });
  });

  it('does not take a text for a time: directory.cursor_invalid', async () => {
    const cursor = Buffer.from('["createdAt asc","next","yesterday","usr_1"]').toString('base64url');
    await expect(t.directory.people.page({ sort: 'createdAt', cursor })).rejects.toMatchObject({
      code: 'directory.cursor_invalid',
    });
  });
});

describe('search words', () => {
  it('of any text make conditions that the database reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (typed) => {
        const values = new Values();
        const words = values.put(wordsOf(typed));
        const [row] = await t.database.query<{ fits: boolean }>(
          `SELECT ${fitsAll(conditionsOf({ search: typed }), values)} AS fits
           FROM (SELECT array_to_tsvector(${words}::text[]) AS search) p`,
          values.list,
        );
        expect(row?.fits).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

// Six words of 25 000 people: `many` of all, `late` of the last by user name only, `odd` of every second, `rare` of every
// hundredth, `many…` of one each; every tenth is in a group. The answers are compared with those of a plain query.
describe('many people', () => {
  let crowd = '';
  beforeAll(async () => {
    crowd = (await t.directory.groups.create({ name: 'crowd' }, 'system')).id;
    await t.database.query(
      `INSERT INTO directory.person (id, username, display_name, email, state, created_at, updated_at, search, sort_name)
       SELECT 'usr_' || md5(i::text), 'many' || i, 'Many', 'many' || i || '@example.org', 'active', now(), now(),
         array_to_tsvector(ARRAY['many', 'many' || i, CASE WHEN i::text > '7' THEN 'late' ELSE 'early' END,
           CASE WHEN i % 2 = 1 THEN 'odd' ELSE 'even' END, CASE WHEN i % 100 = 0 THEN 'rare' ELSE 'common' END]), 'many'
       FROM generate_series(1, 25000) i`,
      [],
    );
    await t.database.query(
      `INSERT INTO directory.membership (group_id, person_id)
       SELECT $1, 'usr_' || md5(i::text) FROM generate_series(10, 25000, 10) i`,
      [crowd],
    );
  });

  async function plain({ search = '', groupId, direction = 'asc', sort = 'username' }: PeoplePageInput) {
    const rows = await t.database.query<{ username: string; words: string[] }>(
      `SELECT username, tsvector_to_array(search) AS words FROM directory.person p
       WHERE $1::text IS NULL OR id IN (SELECT person_id FROM directory.membership WHERE group_id = $1)
       ORDER BY ${sort === 'username' ? 'username' : 'sort_name'} ${direction}, id ${direction}`,
      [groupId ?? null],
    );
    const typed = wordsOf(search);
    return rows
      .filter(({ words }) => typed.every((one) => words.some((word) => word.startsWith(one))))
      .map(({ username }) => username);
  }

  it.each<[string, boolean, () => PeoplePageInput]>([
    ['a word of all', true, () => ({ search: 'many' })],
    ['a word of the last', true, () => ({ search: 'late' })],
    ['a word of few', false, () => ({ search: 'rare' })],
    ['a beginning of several words', true, () => ({ search: 'e' })],
    ['a beginning of more words than are looked at each', true, () => ({ search: 'many2' })],
    ['two words of many', true, () => ({ search: 'odd late' })],
    ['two words of many that nobody has both', false, () => ({ search: 'many1 late' })],
    ['two words that exclude each other', false, () => ({ search: 'even odd' })],
    ['a group', false, () => ({ groupId: crowd })],
    ['a word in a group', true, () => ({ groupId: crowd, search: 'even' })],
    ['a late word in a group', true, () => ({ groupId: crowd, search: 'late' })],
    ['another order', true, () => ({ search: 'late', sort: 'displayName' })],
  ])('%s: the same people as by looking at each, both ways and from any page', async (_what, isCapped, make) => {
    for (const direction of ['asc', 'desc'] as const) {
      const input = { ...make(), direction, limit: 200 };
      const wanted = await plain(input);
      const first = await t.directory.people.page(input);
      expect(first.items.map(({ username }) => username)).toEqual(wanted.slice(0, 200));
      expect(first.total).toBeLessThanOrEqual(wanted.length);
      expect(first.total).toBeGreaterThanOrEqual(first.items.length);
      if (!first.totalIsCapped) expect(first.total).toBe(wanted.length);
      expect(first.totalIsCapped).toBe(isCapped);
      if (first.next === null) continue;
      const second = await t.directory.people.page({ ...input, cursor: first.next });
      expect(second.items.map(({ username }) => username)).toEqual(wanted.slice(200, 400));
      const back = await t.directory.people.page({ ...input, cursor: second.previous ?? '' });
      expect(back.items).toEqual(first.items);
    }
  });

  it('are counted without a limit where nothing narrows them', async () => {
    const [row] = await t.database.query<{ n: number }>('SELECT count(*)::integer AS n FROM directory.person');
    expect(await t.directory.people.page({})).toMatchObject({ total: row?.n, totalIsCapped: false });
    const active = await t.directory.people.page({ state: 'active' });
    const [some] = await t.database.query<{ n: number }>(
      "SELECT count(*)::integer AS n FROM directory.person WHERE state = 'active'",
    );
    expect(active).toMatchObject({ total: some?.n, totalIsCapped: false });
  });

  it('are found by their new words and user name after a change, and not when they are gone', async () => {
    const person = await t.directory.people.find('many100');
    if (person === undefined) throw new Error('many100 is not there');
    const { version } = await t.directory.people.get(person.id);
    const change = { username: 'quite.else', displayName: 'Quite Else', email: 'quite@else.example' };
    await t.directory.people.update(person.id, change, { version, actor: 'system' });
    expect(await usernames({ search: 'quite' })).toEqual(['quite.else']);
    expect(await usernames({ search: 'many100' })).not.toContain('quite.else');
    expect(await usernames({ search: 'quite', groupId: crowd })).toEqual(['quite.else']);
    await t.directory.people.remove(person.id, 'system');
    expect(await usernames({ search: 'quite' })).toEqual([]);
    const [left] = await t.database.query<{ n: number }>(
      "SELECT count(*)::integer AS n FROM directory.person_word WHERE username = 'quite.else'",
    );
    expect(left?.n).toBe(0);
  });
});
