import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportInput, Report } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';
import { formatCell, parseCell } from './cell.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
  await t.directory.groups.create({ name: 'analysts' }, 'system');
  await t.directory.groups.create({ name: 'writers' }, 'system');
});
afterAll(() => t.stop());

const load = (csv: string, o: Partial<ImportInput> = {}) =>
  t.directory.people.importCsv({ csv, dryRun: false, mode: 'create', actor: 'usr_admin', ...o });
const findingsOf = (report: Report) =>
  report.rows.flatMap(({ subject, findings }) => findings.map(({ where, why }) => [subject, where, why]));

async function exported(): Promise<string> {
  let csv = '';
  for await (const piece of t.directory.people.exportCsv()) csv += piece;
  return csv;
}

describe('an import', () => {
  it('reads a byte order mark, CRLF, quotes, groups, profile and custom attributes', async () => {
    const csv = [
      '\u{feff}username,displayName,email,state,groups,Department,custom.costCentre',
      'imp1,"Smith, ""Al""\r",IMP1@Example.com,active,analysts; writers,Sales,77',
      'imp2,Bea,imp2@example.com,,,,',
      '',
    ].join('\r\n');
    const report = await load(csv);
    expect(findingsOf(report)).toEqual([]);
    expect(report).toMatchObject({ dryRun: false, counts: { created: 2 } });
    expect(report.rows[0]).toMatchObject({ subject: '2', name: 'imp1', outcome: 'created' });
    const one = await t.directory.people.find('imp1');
    expect(one).toMatchObject({
      ...{ displayName: 'Smith, "Al"', email: 'imp1@example.com', state: 'active', role: null },
      ...{ profile: { department: 'Sales' }, custom: { costCentre: '77' } },
    });
    expect((await t.directory.people.groupsOf(one?.id ?? '')).map(({ name }) => name)).toEqual(['analysts', 'writers']);
    expect(await t.directory.people.find('imp2')).toMatchObject({ state: 'staged', profile: {}, custom: {} });
    expect(await t.directory.people.page({ search: 'smith' })).toMatchObject({ total: 1 });
    const log = (await t.directory.audit.list({ limit: 3 })).map(({ action, actor }) => [action, actor]);
    expect(log[0]).toEqual(['people.imported', 'usr_admin']);
    expect(log.map(([action]) => action)).toEqual(['people.imported', 'person.created', 'person.created']);
  });

  it('tells what is wrong row by row and field by field, and stores the others', async () => {
    const csv = [
      'username,displayName,email,state,groups',
      'Row2,Row,row2@example.com,active,analist',
      'row3,,nonsense,gone,',
      'row4,Row,row4@example.com,active,analysts',
      'row4,Row,other@example.com,active,',
      'row6,Row,ROW4@example.com,active,',
      'row7,Row',
      'imp1,Row,row8@example.com,active,',
      'row9,Row,imp1@example.com,active,',
    ].join('\n');
    const dry = await load(csv, { dryRun: true });
    expect(await t.directory.people.find('row4')).toBeUndefined();
    const report = await load(csv);
    expect(report).toEqual({ ...dry, dryRun: false });
    expect(report.counts).toEqual({ created: 1, refused: 7 });
    expect(findingsOf(report)).toEqual([
      ['2', 'username', expect.stringContaining('capital letters')],
      ['2', 'groups', 'there is no group "analist"'],
      ['3', 'displayName', expect.stringContaining('empty')],
      ['3', 'email', expect.stringContaining('not an e-mail')],
      ['3', 'state', '"gone" is no state'],
      ['5', 'username', 'row 4 has it as well'],
      ['6', 'email', 'row 4 has it as well'],
      ['7', 'row', expect.stringContaining('5 cells')],
      ['8', 'username', '"imp1" exists already'],
      ['9', 'email', '"imp1" has this address'],
    ]);
    expect(report.rows[0]?.findings[1]?.fix).toContain('"analysts"');
    expect(await t.directory.people.find('row4')).toMatchObject({ state: 'active' });
  });

  it('updates who is there: columns that are missing stay, empty cells empty', async () => {
    await load('username,displayName,email,department,phone,custom.a\nupd,Upd,upd@example.com,Sales,1,x');
    const again = { mode: 'create_or_update' as const };
    const csv = 'username,department,groups\nupd,Support,writers';
    expect((await load(csv, again)).counts).toEqual({ updated: 1 });
    expect((await load(csv, again)).counts).toEqual({ unchanged: 1 });
    const made = await t.directory.people.find('upd');
    expect(made).toMatchObject({ profile: { department: 'Support', phone: '1' }, custom: { a: 'x' }, version: 2 });
    const entry = (await t.directory.audit.list()).find(
      ({ target, action }) => target === made?.id && action === 'person.updated',
    );
    const group = await t.directory.groups.find('writers');
    expect(entry?.changes).toEqual([
      { field: 'profile.department', from: 'Sales', to: 'Support' },
      { field: 'groups', from: [], to: [group?.id] },
    ]);
    await load('username,phone,custom.a,groups\nupd,,,', again);
    expect(await t.directory.people.find('upd')).toMatchObject({ profile: { department: 'Support' }, custom: {} });
    expect(await t.directory.people.groupsOf(made?.id ?? '')).toEqual([]);
  });

  it('leaves the state of owners, and people with a higher role, alone', async () => {
    await t.directory.people.create(
      { username: 'imp-owner', displayName: 'O', email: 'o@example.com', role: 'owner' },
      'system',
    );
    const again = { mode: 'create_or_update' as const };
    const suspended = await load('username,state\nimp-owner,suspended', again);
    expect(findingsOf(suspended)).toEqual([['2', 'state', expect.stringContaining('owner')]]);
    const renamed = await load('username,displayName\nimp-owner,X', { ...again, actorRole: 'admin' });
    expect(findingsOf(renamed)).toEqual([['2', 'outranked', expect.stringContaining('higher role')]]);
  });

  it.each([
    ['displayname,emial,username', 'there is no column "emial"', '"email"'],
    ['username,zzzzzzz', 'there is no column "zzzzzzz"', 'custom.<name>'],
    ['username,custom.a-b', 'there is no column "custom.a-b"', 'custom.<name>'],
    ['username,', 'column 2 has no name', 'remove it'],
    ['username,email,EMAIL', 'the column "email" is there twice', 'remove one'],
    ['email,displayName', 'does not name a column "username"', 'begin the file'],
  ])('does not guess what %s means: directory.csv_header', async (header, why, fix) => {
    await expect(load(`${header}\na,b,c`)).rejects.toMatchObject({
      code: 'directory.csv_header',
      why: expect.stringContaining(why),
      fix: expect.stringContaining(fix),
    });
  });

  it.each([
    ['', 'it is empty'],
    ['username;email\na;b', 'not separated by commas'],
    ['username,email\na,"b', 'Quote Not Closed'],
    ['username\n\0', 'NUL'],
  ])('does not read %j: directory.csv_unreadable', async (csv, why) => {
    await expect(load(csv)).rejects.toMatchObject({
      code: 'directory.csv_unreadable',
      why: expect.stringContaining(why),
    });
  });

  it('has limits: directory.csv_too_large', async () => {
    const large = { code: 'directory.csv_too_large' };
    await expect(load(`username\n${'a\n'.repeat(20_001)}`)).rejects.toMatchObject(large);
    await expect(load(`username\n${'x'.repeat(8_000_000)}`)).rejects.toMatchObject(large);
  });

  it('of thousands of rows is one transaction, and leaves nothing when it fails: directory.taken', async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => `bulk${i},Bulk ${i},bulk${i}@example.com,active,analysts`);
    const csv = `username,displayName,email,state,groups\n${rows.join('\n')}`;
    const before = await t.directory.people.page({});
    await t.database.query(
      `CREATE FUNCTION directory.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         RAISE unique_violation USING CONSTRAINT = 'person_email'; END $$;
       CREATE TRIGGER fail AFTER INSERT ON directory.person FOR EACH ROW
         WHEN (NEW.username = 'bulk2499') EXECUTE FUNCTION directory.fail();`,
    );
    await expect(load(csv)).rejects.toMatchObject({ code: 'directory.taken' });
    expect(await t.directory.people.page({})).toEqual(before);
    await t.database.query('DROP TRIGGER fail ON directory.person');
    expect((await load(csv, { dryRun: true })).counts).toEqual({ created: 2_500 });
    expect((await load(csv)).counts).toEqual({ created: 2_500 });
    expect((await load(csv, { mode: 'create_or_update' })).counts).toEqual({ unchanged: 2_500 });
    const group = await t.directory.groups.find('analysts');
    expect((await t.directory.groups.get(group?.id ?? '')).memberCount).toBeGreaterThan(2_500);
    await t.database.query("DELETE FROM directory.person WHERE username LIKE 'bulk%'", []);
  });
});

describe('an export', () => {
  it('can be imported again without a change', async () => {
    await load(
      'username,displayName,email,groups,phone,description,custom.b\nexp,"Müller, Ö",exp@example.com,analysts;writers,+49 1,=1+1,@x',
    );
    const csv = await exported();
    expect(csv).toMatch(/^username,displayName,email,state,groups,firstName,/);
    expect(csv).toContain("'=1+1");
    expect(csv).toContain("'+49 1");
    const report = await load(csv, { mode: 'create_or_update' });
    expect(findingsOf(report)).toEqual([]);
    expect(Object.keys(report.counts)).toEqual(['unchanged']);
    expect(await t.directory.people.find('exp')).toMatchObject({ profile: { phone: '+49 1', description: '=1+1' } });
  });

  it('goes on beyond one page of the table', async () => {
    await t.database.query(
      `INSERT INTO directory.person (id, username, display_name, email, state, created_at, updated_at)
       SELECT 'usr_x' || i, 'page' || i, 'Page', 'page' || i || '@example.com', 'active', now(), now()
       FROM generate_series(1, 2500) i`,
      [],
    );
    const { total } = await t.directory.people.page({});
    expect((await exported()).split('\r\n')).toHaveLength(total + 2);
  });

  it('has no cell that a spreadsheet computes (CWE-1236), and every cell comes back', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^['=+@\t\r-]{1,4}[a-z",\n ]{0,4}$/));
    fc.assert(
      fc.property(text, (value) => {
        const cell = formatCell(value);
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(read).not.toMatch(/^[=+\-@\t\r]/);
        expect(parseCell(read)).toBe(value);
      }),
    );
  });
});
