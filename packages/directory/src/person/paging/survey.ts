// A quick look at how many people fit, which decides how a page is found.
import { type RandomBytes, randomText } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { type Condition, type Named, Values } from './conditions.ts';
import { MOST_COUNTED } from './page.ts';

/** So many people are read, sorted and counted in the time that a page may take. */
export const FEW_NAMES = 500;

/** How many names each condition gives; stops one beyond `FEW_NAMES`. */
export async function countNames(database: Queryable, conditions: readonly Named[]): Promise<number[]> {
  const values = new Values();
  const counts = conditions.map(
    ({ names }) => `(SELECT count(*) FROM (SELECT FROM ${names.from(values)} LIMIT ${FEW_NAMES + 1}) few)::integer`,
  );
  const [row] = await database.query<{ counts: number[] }>(
    `SELECT ARRAY[${counts.join(', ')}]::integer[] AS counts`,
    values.list,
  );
  return row?.counts ?? [];
}

const SAMPLE = 200;
const RANDOM_CHARACTERS = 4;

/** Of a sample of people, how many fit each condition, and how many fit them all. */
export type Survey = {
  readonly people: number;
  readonly seen: number;
  readonly each: readonly number[];
  readonly all: number;
};

/**
 * Ids are random, so the people after a random id (and again from the first) are a fair sample of all; its cost does not
 * depend on their number.
 */
export async function survey(
  database: Queryable,
  random: RandomBytes,
  conditions: readonly Condition[],
): Promise<Survey> {
  const values = new Values();
  const fits = conditions.map((one) => `coalesce(${one.fits(values)}, false)`);
  const flags = fits.map((fit, index) => `${fit} AS f${index}`).join(', ');
  const each = fits.map((_, index) => `count(*) FILTER (WHERE f${index})`).join(', ');
  const all = fits.map((_, index) => `f${index}`).join(' AND ');
  const from = values.put(`usr_${randomText(RANDOM_CHARACTERS, random)}`);
  const [row] = await database.query<{ people: string; seen: string; each: number[]; all: string }>(
    `SELECT (SELECT people FROM directory.person_count) AS people, count(*) AS seen,
       ARRAY[${each}]::integer[] AS each, count(*) FILTER (WHERE ${all}) AS all
     FROM (SELECT ${flags} FROM (
       (SELECT * FROM directory.person WHERE id > ${from} ORDER BY id LIMIT ${SAMPLE})
       UNION ALL (SELECT * FROM directory.person ORDER BY id LIMIT ${SAMPLE})
       LIMIT ${SAMPLE}) p) flagged`,
    values.list,
  );
  const { people = 0, seen = 0, all: both = 0 } = row ?? {};
  return { people: Number(people), seen: Number(seen), each: row?.each ?? [], all: Number(both) };
}

// Of a sample in which so many fit, twice as many as are counted do fit, or chance has been one in a thousand.
const LEAST_FITTING = 8;

/** True if certainly more fit than are counted. */
export function isBeyondCounting({ people, seen, all }: Survey): boolean {
  return all >= LEAST_FITTING && (people * all) / seen >= 2 * MOST_COUNTED;
}
