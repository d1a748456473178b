// All people as CSV, a page of the table at a time, with the columns that the import knows.
import type { Queryable } from '@keyshift/postgres';
import { PERSON_COLUMNS } from '../person/columns.ts';
import type { Person } from '../person/person-rules.ts';
import { PROFILE_FIELDS } from '../person/profile-rules.ts';
import { formatCell } from './cell.ts';
import { FIXED_COLUMNS } from './columns.ts';

type Row = Person & { groups: string };

const PAGE = 1_000;

export async function* exportPeople(database: Queryable): AsyncGenerator<string> {
  const custom = await customNames(database);
  yield line([...FIXED_COLUMNS, ...PROFILE_FIELDS, ...custom.map((name) => `custom.${name}`)]);
  let after = '';
  for (let rows: Row[] = [], more = true; more; more = rows.length === PAGE) {
    rows = await database.query<Row>(
      `SELECT ${PERSON_COLUMNS}, coalesce((
         SELECT string_agg(g.name, ';' ORDER BY g.name) FROM directory.membership m
         JOIN directory.user_group g ON g.id = m.group_id WHERE m.person_id = p.id), '') AS groups
       FROM directory.person p WHERE p.username > $1 ORDER BY p.username LIMIT ${PAGE}`,
      [after],
    );
    yield rows.map((row) => line(cellsOf(row, custom))).join('');
    after = rows.at(-1)?.username ?? after;
  }
}

async function customNames(database: Queryable): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT DISTINCT jsonb_object_keys(custom) AS name FROM directory.person WHERE custom <> '{}' ORDER BY name`,
    [],
  );
  return rows.map(({ name }) => name);
}

function cellsOf(row: Row, custom: readonly string[]): string[] {
  return [
    ...[row.username, row.displayName, row.email, row.state, row.groups],
    ...PROFILE_FIELDS.map((field) => row.profile[field] ?? ''),
    ...custom.map((name) => row.custom[name] ?? ''),
  ];
}

function line(cells: readonly string[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}
