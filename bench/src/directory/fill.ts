// Fills a directory in bulk: people, two groups each, and a day of sign-ins, as the server itself can make them.
import type { Database } from '@keyshift/postgres';

/** The last in order of name: whoever searches for her passes everybody else. */
export const LATE = 'zoe';
const FIRST_NAMES = ['Alex', 'Bea', 'Carl', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Zoe'];
// A day's sign-ins of one each at most, and no more than fill the disk with what shows nothing new.
const MOST_SIGN_INS = 185_000;

const PEOPLE_TABLES = ['directory.person', 'directory.person_word', 'directory.membership', 'directory.user_group'];
const AUDIT_TABLES = ['directory.audit', 'directory.sign_in_count'];

const id = (number: string) => `'usr_' || translate(md5((${number})::text), 'abcdef', 'hkpsvy')`;

/**
 * Ids as random as real ones; first names in tenths, 50 000 last names, a user name of both and a number; one person in
 * fifty has another mail domain, one in three hundred a third. Every group has a fiftieth of the people.
 */
export async function fillPeople(database: Database, size: number): Promise<void> {
  await inBulk(database, PEOPLE_TABLES, [
    `INSERT INTO directory.user_group (id, name, description, created_at, member_count)
       SELECT 'grp_' || i, 'team_' || i, '', now(), ${size / 50} FROM generate_series(0, 99) i`,
    `INSERT INTO directory.person
       (id, username, display_name, email, state, created_at, updated_at, search, sort_name)
     SELECT ${id('i')}, username, first || ' ' || last, username || '@' || domain || '.example', 'active',
       now() - make_interval(secs => i), now(),
       array_to_tsvector(ARRAY[lower(first), last || i, last, domain, 'example']), lower(first || ' ' || last)
     FROM (SELECT i, first, last, lower(first) || '.' || last || i AS username,
         CASE WHEN i % 300 = 0 THEN 'agency' WHEN i % 50 = 0 THEN 'partner' ELSE 'mail' END AS domain
       FROM (SELECT i, (ARRAY['${FIRST_NAMES.join("','")}'])[1 + (hashint4(i) & 2147483647) % 10] AS first,
           translate(left(md5((i % 50000)::text), 7), '0123456789', 'ghijklmnop') AS last
         FROM generate_series(1, ${size}) i) named) whole`,
    `INSERT INTO directory.person_word (word, username)
       SELECT word, username FROM directory.person, unnest(tsvector_to_array(search)) AS word ORDER BY 1, 2`,
    `INSERT INTO directory.membership (group_id, person_id, username)
       SELECT 'grp_' || (i + shift) % 100, p.id, p.username FROM generate_series(1, ${size}) i
       JOIN directory.person p ON p.id = ${id('i')}, (VALUES (0), (17)) s (shift) ORDER BY 1, 3`,
    `UPDATE directory.person_count SET people = people + ${size}`,
  ]);
}

/** Entries as long as real ones, over the last day; one in twenty refused. The chain of hashes is left out. */
export async function fillAudit(database: Database, size: number): Promise<void> {
  const entries = Math.min(size, MOST_SIGN_INS);
  const steps = JSON.stringify(Array.from({ length: 16 }, (_, n) => step(n)));
  await inBulk(database, AUDIT_TABLES, [
    `INSERT INTO directory.audit (sequence, hash, entry)
     SELECT head.sequence + i, '', format(
       '{"at":"%1$s","actor":"%2$s","action":"%3$s","target":"app_1","trace":{"id":"trc_%4$s","kind":"%5$s","flow":"sp",'
       '"personId":"%2$s","username":"%6$s","applicationId":"app_1","applicationLabel":"A","outcome":"%7$s","code":null,'
       '"address":"127.0.0.1","userAgent":"bench","milliseconds":1.5,"refusal":null},"steps":${steps}}',
       to_char(now() - make_interval(secs => 86400.0 * (${entries} - i) / ${entries}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       ${id(`1 + i % ${size}`)}, CASE WHEN i % 20 = 0 THEN 'sso.refused' ELSE 'sso.issued' END, i,
       CASE WHEN i % 5 = 0 THEN 'login' ELSE 'sso' END, 'person' || i,
       CASE WHEN i % 20 = 0 THEN 'refused' ELSE 'succeeded' END)
     FROM directory.audit_head head, generate_series(1, ${entries}) i`,
    `UPDATE directory.audit_head SET sequence = sequence + ${entries}`,
    `INSERT INTO directory.sign_in_count AS c (minute, kind, outcome, entries)
       SELECT left(facts->>'at', 16), facts->>'kind', facts->>'outcome', count(*) FROM directory.audit
       WHERE hash = '' GROUP BY 1, 2, 3
       ON CONFLICT (minute, kind, outcome) DO UPDATE SET entries = c.entries + excluded.entries`,
  ]);
}

function step(n: number): object {
  const facts = { found: `value ${n}`, wanted: `value ${n}` };
  return { name: `check number ${n}`, title: 'What is looked at', outcome: 'passed', milliseconds: 0.123, facts };
}

/** With no triggers, and indexes built afterwards: thrice as fast as keeping both up row by row. */
async function inBulk(database: Database, tables: readonly string[], statements: readonly string[]): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '256MB'");
    const indexes = await tx.query<{ name: string; definition: string }>(
      `SELECT i.indexrelid::regclass AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
       WHERE i.indrelid = ANY ($1::regclass[])
         AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
      [tables],
    );
    for (const { name } of indexes) await tx.query(`DROP INDEX ${name}`);
    for (const statement of statements) await tx.query(statement);
    for (const { definition } of indexes) await tx.query(definition);
  });
  for (const table of tables) await database.query(`VACUUM ANALYZE ${table}`);
}
