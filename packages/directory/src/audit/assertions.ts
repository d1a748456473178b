// Compares assertions that were used elsewhere with those that the log says were issued here: whoever stole a signing key
// can sign anything, but cannot make this log know of it.
import type { Database } from '@keyshift/postgres';
import { appendEntries } from './append-entries.ts';
import type { AuditEntry } from './entry.ts';

/** The indexed expression of migration 037; both must stay letter for letter the same. */
const ASSERTION_OF_ENTRY = `substring(u.entry from '"assertionId":"(_[0-9A-Za-z_.-]+)"')`;
const IS_ISSUED = `u.facts->>'action' = 'sso.issued'`;
const MINUTE_MS = 60_000;
// AWS takes an assertion for five minutes after it was issued; clocks differ a little.
const USABLE_MS = 10 * MINUTE_MS;
const CLOCKS_DIFFER_MS = 2 * MINUTE_MS;

export type AssertionUse = {
  readonly assertionId: string;
  /** The SAML provider at AWS that it was used with. */
  readonly providerArn: string;
  readonly roleArn: string;
  /** Its NameID, if that is known. */
  readonly subject: string | null;
  readonly at: Date;
  /** From where it was used, as AWS tells it. */
  readonly address: string | null;
};
type AssertionVerdict =
  | { readonly verdict: 'issued' | 'unknown' | 'too_old' | 'other_provider' }
  /** That ID was issued, but not for this: who holds the key may reuse an ID that the log knows. */
  | { readonly verdict: 'differs'; readonly difference: 'role' | 'subject' | 'time' };
type JudgedUse = AssertionUse & AssertionVerdict;
export type Reconciliation = { readonly providers: readonly string[]; readonly items: readonly JudgedUse[] };

type Issued = {
  readonly id: string;
  readonly roleArn: string | null;
  readonly nameId: string | null;
  readonly at: string;
};
type Oldest = { readonly sequence: string; readonly at: string };

/** Entries of the issued assertion with this ID, as one of a search's selects. */
export function newestOfAssertion(o: { id: string; conditions: string; limit: string }): string {
  return `(SELECT u.sequence FROM directory.audit u
    WHERE ${IS_ISSUED} AND ${ASSERTION_OF_ENTRY} = ${o.id} AND ${o.conditions} ORDER BY u.sequence DESC LIMIT ${o.limit})`;
}

async function findIssued(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, Issued>> {
  const rows = await database.query<Issued>(
    `SELECT ${ASSERTION_OF_ENTRY} AS id, u.entry::jsonb->'details'->>'roleArn' AS "roleArn",
       u.entry::jsonb->'details'->>'nameId' AS "nameId", u.facts->>'at' AS at
     FROM directory.audit u WHERE ${IS_ISSUED} AND ${ASSERTION_OF_ENTRY} = ANY ($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function findOldest(database: Database): Promise<Oldest | undefined> {
  const [row] = await database.query<Oldest>(
    "SELECT u.sequence, u.facts->>'at' AS at FROM directory.audit u ORDER BY u.sequence LIMIT 1",
    [],
  );
  return row;
}

// What was issued shortly before the oldest entry that is kept can be used shortly after it. Before the very first entry
// nothing was issued at all.
function isTooOld(use: AssertionUse, oldest: Oldest | undefined): boolean {
  if (oldest === undefined) return true;
  const isFirst = Number(oldest.sequence) === 1;
  return use.at.getTime() < Date.parse(oldest.at) + (isFirst ? -CLOCKS_DIFFER_MS : USABLE_MS);
}

function judge(use: AssertionUse, issued: Issued | undefined, oldest: Oldest | undefined): AssertionVerdict {
  if (issued === undefined) return { verdict: isTooOld(use, oldest) ? 'too_old' : 'unknown' };
  if (issued.roleArn !== use.roleArn) return { verdict: 'differs', difference: 'role' };
  if (use.subject !== null && use.subject !== issued.nameId) return { verdict: 'differs', difference: 'subject' };
  const age = use.at.getTime() - Date.parse(issued.at);
  const isTimely = age >= -CLOCKS_DIFFER_MS && age <= USABLE_MS;
  return isTimely ? { verdict: 'issued' } : { verdict: 'differs', difference: 'time' };
}

function entryOf(use: JudgedUse, actor: string): AuditEntry {
  const { assertionId, providerArn, roleArn, subject, address } = use;
  const details = { providerArn, roleArn, subject, address, usedAt: use.at.toISOString() };
  if (use.verdict !== 'differs') return { actor, action: 'audit.unknown_assertion', target: assertionId, details };
  const { difference } = use;
  return { actor, action: 'audit.altered_assertion', target: assertionId, details: { ...details, difference } };
}

/** Each finding once, however often a trail is compared. */
async function recordFindings(
  database: Database,
  o: { items: readonly JudgedUse[]; actor: string; now: Date },
): Promise<void> {
  const bad = o.items.filter(({ verdict }) => verdict === 'unknown' || verdict === 'differs');
  if (bad.length === 0) return;
  const key = ({ action, target }: Pick<AuditEntry, 'action' | 'target'>) => `${action} ${target}`;
  const entries = new Map(bad.map((use) => entryOf(use, o.actor)).map((entry) => [key(entry), entry]));
  await database.transaction(async (tx) => {
    const recorded = await tx.query<Pick<AuditEntry, 'action' | 'target'>>(
      `SELECT u.facts->>'action' AS action, u.facts->>'target' AS target FROM directory.audit u
       WHERE u.facts->>'target' = ANY ($1::text[])`,
      [bad.map(({ assertionId }) => assertionId)],
    );
    for (const one of recorded) entries.delete(key(one));
    await appendEntries(tx, [...entries.values()], o.now);
  });
}

/** Uses with other providers than these, or than those of the applications if none is named, are not judged. */
export async function reconcileAssertions(
  database: Database,
  o: { uses: readonly AssertionUse[]; providers: readonly string[] | undefined; actor: string; now: Date },
): Promise<Reconciliation> {
  const providers = o.providers ?? (await findProviders(database));
  const own = o.uses.filter(({ providerArn }) => providers.includes(providerArn));
  const issued = await findIssued(
    database,
    own.map(({ assertionId }) => assertionId),
  );
  const oldest = await findOldest(database);
  const items = o.uses.map((use): JudgedUse => {
    const isOwn = providers.includes(use.providerArn);
    return { ...use, ...(isOwn ? judge(use, issued.get(use.assertionId), oldest) : { verdict: 'other_provider' }) };
  });
  await recordFindings(database, { items, actor: o.actor, now: o.now });
  return { providers, items };
}

async function findProviders(database: Database): Promise<string[]> {
  const rows = await database.query<{ arn: string }>(
    `SELECT DISTINCT settings->>'providerArn' AS arn FROM directory.application
     WHERE settings->>'providerArn' IS NOT NULL ORDER BY 1`,
    [],
  );
  return rows.map(({ arn }) => arn);
}
