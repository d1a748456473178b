// What the rehearsal's CloudTrail remembers, for as long as the event history of AWS does.
import type { Database } from '@keyshift/postgres';
import { createForgetting } from './forgetting.ts';

export type TrailEvent = {
  readonly at: Date;
  /** Of the action. */
  readonly name: string;
  /** The CloudTrail record as JSON text. */
  readonly record: string;
};
type StoredTrailEvent = TrailEvent & { readonly sequence: string };
export type TrailQuery = {
  readonly name: string | undefined;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  /** Only events older than that sequence. */
  readonly before: string | undefined;
  readonly limit: number;
};
export type Trail = {
  /** Newest first. Events come into the trail with the change they tell of; see assertion-uses. */
  list(query: TrailQuery, now: Date): Promise<readonly StoredTrailEvent[]>;
};

const FORGET = "DELETE FROM rehearsal.trail_event WHERE at < $1::timestamptz - interval '90 days'";
const LIST = `
  SELECT sequence, at, name, record FROM rehearsal.trail_event
  WHERE ($1::text IS NULL OR name = $1) AND ($2::timestamptz IS NULL OR at >= $2) AND ($3::timestamptz IS NULL OR at <= $3)
    AND ($4::bigint IS NULL OR sequence < $4)
  ORDER BY sequence DESC LIMIT $5`;

export function createTrail(database: Database): Trail {
  const forget = createForgetting(database, FORGET);
  return {
    async list({ name, from, to, before, limit }, now) {
      await forget(now);
      return database.query<StoredTrailEvent>(LIST, [name, from, to, before, limit]);
    },
  };
}
