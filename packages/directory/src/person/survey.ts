// A quick look at how many people fit, which decides how a page is found.
import type { RandomBytes } from '@keyshift/base';
import { randomText } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import type { Conditions } from './page-query.ts';

export type Survey = { readonly people: number; readonly seen: number; readonly fitting: number };

const SAMPLE = 200;
const RANDOM_CHARACTERS = 4;
// Where 10 000 of a million fit, two of the sample do; eight then are one chance in a thousand.
const LEAST_FITTING = 8;
// Twice what is counted, so that a sample that flatters does not hide an exact total.
const MANY = 20_000;

/**
 * Ids are random, so the people after a random id (and again from the first) are a fair sample of all; its cost does not
 * depend on their number.
 */
export async function survey(database: Queryable, random: RandomBytes, conditions: Conditions): Promise<Survey> {
  const values: unknown[] = [...conditions.values];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const [row] = await database.query<{ people: string; seen: string; fitting: string }>(
    `SELECT (SELECT people FROM directory.person_count) AS people, count(*) AS seen,
       count(*) FILTER (WHERE ${conditions.eachText === '' ? 'true' : conditions.eachText}) AS fitting
     FROM (
       (SELECT * FROM directory.person WHERE id > ${parameter(`usr_${randomText(RANDOM_CHARACTERS, random)}`)}
         ORDER BY id LIMIT ${SAMPLE})
       UNION ALL (SELECT * FROM directory.person ORDER BY id LIMIT ${SAMPLE})
       LIMIT ${SAMPLE}) p`,
    values,
  );
  return { people: Number(row?.people ?? 0), seen: Number(row?.seen ?? 0), fitting: Number(row?.fitting ?? 0) };
}

/** True if certainly more fit than are counted. */
export function isBeyondCounting({ people, seen, fitting }: Survey): boolean {
  return fitting >= LEAST_FITTING && (people * fitting) / seen >= MANY;
}
