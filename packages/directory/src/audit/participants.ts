// Which applications took part in a session, for single logout and session lists: the audit log knows, so nothing else
// has to be written at a sign-in.
import type { Database } from '@keyshift/postgres';

export type Participant = {
  readonly applicationId: string;
  readonly label: string;
  readonly nameId: { readonly value: string; readonly format: string };
};
export type SessionRef = { readonly personId: string; readonly sessionIndex: string };

/** The indexed expression of migration 030; both must stay letter for letter the same. */
const SESSION_OF_ENTRY = `substring(u.entry from '"sessionIndex":"(ses_[0-9a-z]+)"')`;
const ISSUED = `u.facts->>'action' = 'sso.issued'`;
const DETAILS = `u.entry::jsonb->'details'`;

type Row = Omit<Participant, 'nameId'> & { sessionIndex: string; value: string; format: string };

async function issuedIn(database: Database, sessionIndexes: readonly string[]): Promise<Row[]> {
  return database.query<Row>(
    `SELECT DISTINCT ON (session, a.label, a.id) ${SESSION_OF_ENTRY} AS "sessionIndex", a.id AS "applicationId", a.label,
       ${DETAILS}->>'nameId' AS value, ${DETAILS}->>'nameIdFormat' AS format, ${SESSION_OF_ENTRY} AS session
     FROM directory.audit u JOIN directory.application a ON a.id = u.facts->>'target'
     WHERE ${ISSUED} AND ${SESSION_OF_ENTRY} = ANY ($1::text[])
     ORDER BY session, a.label, a.id, u.sequence DESC`,
    [sessionIndexes],
  );
}

/** In order of label, with the NameID that each was told last. */
export async function listParticipants(database: Database, sessionIndex: string): Promise<Participant[]> {
  const rows = await issuedIn(database, [sessionIndex]);
  return rows
    .filter((row) => row.value !== null && row.format !== null)
    .map(({ applicationId, label, value, format }) => ({ applicationId, label, nameId: { value, format } }));
}

/** Labels of the applications that were opened in each session. */
export async function listOpened(
  database: Database,
  sessionIndexes: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const opened = new Map<string, string[]>();
  for (const { sessionIndex, label } of await issuedIn(database, sessionIndexes)) {
    opened.set(sessionIndex, [...(opened.get(sessionIndex) ?? []), label]);
  }
  return opened;
}

/**
 * The sessions in which an application was told this NameID: those with the given indexes, or, if none is given, all since
 * `since`.
 */
export async function findSessionsOf(
  database: Database,
  o: { applicationId: string; nameId: string; sessionIndexes: readonly string[]; since: Date },
): Promise<SessionRef[]> {
  return database.query<SessionRef>(
    `SELECT DISTINCT u.facts->>'actor' AS "personId", ${SESSION_OF_ENTRY} AS "sessionIndex"
     FROM directory.audit u
     WHERE ${ISSUED} AND u.facts->>'target' = $1 AND ${DETAILS}->>'nameId' = $2
       AND (${SESSION_OF_ENTRY} = ANY ($3::text[]) OR (cardinality($3::text[]) = 0 AND u.facts->>'at' >= $4))`,
    [o.applicationId, o.nameId, o.sessionIndexes, o.since.toISOString()],
  );
}
