// The hash-chained audit log in PostgreSQL: entries are only ever added, in the transaction of the change they tell of.
import type { Now } from '@keyshift/base';
import { createBatch, type Database, type Queryable } from '@keyshift/postgres';
import { claimAttempt } from '../credential/attempts.ts';
import { ADDRESS_LIMITS, subjectOfAddress } from '../credential/network.ts';
import { type AssertionUse, type Reconciliation, reconcileAssertions } from './assertions.ts';
import type { AuditFilter } from './conditions.ts';
import { type AuditEntry, formatEntry } from './entry.ts';
import { type AuditQuery, exportAudit, listAudit } from './list.ts';
import { type AuditView, withNames } from './names.ts';
import { findSessionsOf, listOpened, listParticipants, type Participant, type SessionRef } from './participants.ts';
import type { TraceKind, TraceRecord } from './trace.ts';
import { countTraces, getTrace, listTraces, type TraceQuery } from './traces.ts';
import { type ChainVerdict, verifyChain } from './verify.ts';

const DAY_MS = 86_400_000;
const APPEND = 'SELECT directory.append_audit($1::text[])';

/** Adds an entry inside the caller's transaction: both are stored, or neither. */
export async function appendAudit(tx: Queryable, entry: AuditEntry, at: Date): Promise<void> {
  await tx.query(APPEND, [[formatEntry(entry, at)]]);
}

export type Audit = {
  /** Stores an entry that belongs to no other change; it is durable when the promise resolves. */
  append(entry: AuditEntry): Promise<void>;
  /**
   * A refusal that nobody is accountable for: kept until there are so many from one address that they would fill the log.
   * False if it was not kept.
   */
  appendRefusal(entry: AuditEntry, address: string): Promise<boolean>;
  /** Newest first, with names as they are now. */
  list(o?: AuditQuery): Promise<AuditView[]>;
  /** Sign-ins, newest first. */
  traces(o?: TraceQuery): Promise<TraceRecord[]>;
  /** Throws `directory.not_found`. */
  trace(id: string): Promise<TraceRecord>;
  countTraces(o: { since: Date; kind: TraceKind }): Promise<{ succeeded: number; refused: number }>;
  /** Applications that took part in a session, with the NameID each was told. */
  participants(sessionIndex: string): Promise<Participant[]>;
  /** Session index → labels of the applications opened in it. */
  openedIn(sessionIndexes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Sessions in which an application was told a NameID, of the last day unless indexes are given. */
  sessionsOf(o: { applicationId: string; nameId: string; sessionIndexes: readonly string[] }): Promise<SessionRef[]>;
  /**
   * Which of these assertions, used at AWS, were issued here. Those that were not are recorded, each once; `providers` are
   * the SAML providers that count, those of the applications unless told.
   */
  reconcile(o: {
    uses: readonly AssertionUse[];
    providers?: readonly string[] | undefined;
    actor: string;
  }): Promise<Reconciliation>;
  /** JSON Lines, oldest first: sequence, hash, and the entry as it was hashed. */
  export(filter?: Omit<AuditFilter, 'search'>): AsyncIterable<string>;
  /** Recomputes the whole chain. */
  verifyChain(): Promise<ChainVerdict>;
};

export function createAudit({ database, now }: { database: Database; now: Now }): Audit {
  const append = createBatch(async (lines: readonly string[]) => {
    await database.query(APPEND, [lines]);
    return lines;
  });
  return {
    async append(entry) {
      await append(formatEntry(entry, now()));
    },
    async appendRefusal(entry, address) {
      // Counted apart from sign-ins, so that a flood of messages locks nobody out.
      const subject = `refusal:${subjectOfAddress(address)}`;
      const isKept = await claimAttempt(database, { subject, limits: ADDRESS_LIMITS, now: now() });
      if (isKept) await append(formatEntry(entry, now()));
      return isKept;
    },
    list: async (o = {}) => withNames(database, await listAudit(database, o)),
    traces: (o = {}) => listTraces(database, o),
    trace: (id) => getTrace(database, id),
    countTraces: (o) => countTraces(database, o),
    participants: (sessionIndex) => listParticipants(database, sessionIndex),
    openedIn: (sessionIndexes) => listOpened(database, sessionIndexes),
    sessionsOf: (o) => findSessionsOf(database, { ...o, since: new Date(now().getTime() - DAY_MS) }),
    reconcile: ({ uses, providers, actor }) => reconcileAssertions(database, { uses, providers, actor, now: now() }),
    export: (filter = {}) => exportAudit(database, filter),
    verifyChain: () => verifyChain(database),
  };
}
