// Which assertions were redeemed for which role: each pair once, for all nodes that share the database, and in the trail.
import { createBatch, type Database } from '@keyshift/postgres';
import { createForgetting } from './forgetting.ts';
import type { TrailEvent } from './trail.ts';

type AssertionUse = {
  readonly issuer: string;
  readonly assertionId: string;
  readonly roleArn: string;
  /** From here on the times of the assertion refuse it anyway. */
  readonly notAfter: Date;
  /** What the trail keeps of it. */
  readonly event: TrailEvent;
};
type UseKey = Pick<AssertionUse, 'issuer' | 'assertionId' | 'roleArn'>;

export type AssertionUses = {
  /** Atomic: true for exactly one caller. Call it only after everything else about the assertion was verified. */
  redeem(use: AssertionUse, now: Date): Promise<boolean>;
};

const FORGET = 'DELETE FROM rehearsal.assertion_use WHERE not_after < $1';
// In one order for all nodes, so that two batches never wait for each other. What was redeemed is in the trail, or was not:
// of equal uses in one batch the first is the one that both are about.
const REDEEM = `
  WITH asked AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[])
      WITH ORDINALITY AS asked (issuer, assertion_id, role_arn, not_after, at, name, record, place)
  ), fresh AS (
    INSERT INTO rehearsal.assertion_use (issuer, assertion_id, role_arn, not_after)
    SELECT issuer, assertion_id, role_arn, not_after FROM asked ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING RETURNING issuer, assertion_id, role_arn
  ), kept AS (
    INSERT INTO rehearsal.trail_event (at, name, record)
    SELECT at, name, record FROM (
      SELECT DISTINCT ON (issuer, assertion_id, role_arn) * FROM asked JOIN fresh USING (issuer, assertion_id, role_arn)
      ORDER BY issuer, assertion_id, role_arn, place) first ORDER BY place
  ) SELECT issuer, assertion_id AS "assertionId", role_arn AS "roleArn" FROM fresh`;

export function createAssertionUses(database: Database): AssertionUses {
  const forget = createForgetting(database, FORGET);
  const redeem = createBatch(async (uses: readonly AssertionUse[]) => {
    const rows = await database.query<UseKey>(REDEEM, [
      uses.map(({ issuer }) => issuer),
      uses.map(({ assertionId }) => assertionId),
      uses.map(({ roleArn }) => roleArn),
      uses.map(({ notAfter }) => notAfter),
      uses.map(({ event }) => event.at),
      uses.map(({ event }) => event.name),
      uses.map(({ event }) => event.record),
    ]);
    const fresh = new Set(rows.map(textOf));
    // Of equal uses in one batch the first takes the row, and the others find it gone.
    return uses.map((use) => fresh.delete(textOf(use)));
  });
  return {
    async redeem(use, now) {
      await forget(now);
      return redeem(use);
    },
  };
}

function textOf({ issuer, assertionId, roleArn }: UseKey): string {
  return JSON.stringify([issuer, assertionId, roleArn]);
}
