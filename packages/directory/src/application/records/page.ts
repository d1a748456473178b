// The list of applications, a page at a time in order of label, with what an administrator looks for at a glance.
import type { Database } from '@keyshift/postgres';
import { expiryOf, type KeyExpiry, readCertificate } from '../../key/certificate.ts';
import type { Application, ApplicationState } from '../application.ts';

export type ApplicationQuery = {
  readonly search?: string | undefined;
  readonly state?: ApplicationState | undefined;
  readonly connector?: string | undefined;
  /** From `next` or `previous` of an answer; one that cannot be read counts as none. */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly direction?: 'asc' | 'desc' | undefined;
};
export type ApplicationSummary = Pick<
  Application,
  | 'id'
  | 'name'
  | 'label'
  | 'kind'
  | 'connector'
  | 'ssoPath'
  | 'state'
  | 'showInPortal'
  | 'colour'
  | 'logoId'
  | 'createdAt'
> & {
  readonly groupCount: number;
  /** Of the active key; null for bookmarks. */
  readonly certificateExpiresAt: Date | null;
  readonly certificateExpiry: KeyExpiry | null;
  readonly lastSignInAt: Date | null;
};
export type ApplicationPage = {
  readonly items: readonly ApplicationSummary[];
  readonly next: string | null;
  readonly previous: string | null;
  readonly total: number;
  readonly totalIsCapped: boolean;
};

type Position = { readonly label: string; readonly id: string };
type Cursor = Position & { readonly backwards: boolean };
type Row = Omit<ApplicationSummary, 'certificateExpiresAt' | 'certificateExpiry' | 'lastSignInAt'> & {
  sortLabel: string;
  certificatePem: string | null;
  lastSignInAt: string | null;
};

const MOST_COUNTED = 10_000;
const FILTER = `($1 = '' OR strpos(lower(a.label), $1) > 0 OR strpos(a.name, $1) > 0 OR strpos(a.sso_path, $1) > 0)
  AND ($2::text IS NULL OR a.state = $2) AND ($3::text IS NULL OR a.connector = $3)`;

function encodeCursor({ label, id, backwards }: Cursor): string {
  return Buffer.from(JSON.stringify([label, id, backwards])).toString('base64url');
}

function findCursor(text: string | undefined): Cursor | undefined {
  try {
    const [label, id, backwards] = JSON.parse(Buffer.from(text ?? '', 'base64url').toString()) as unknown[];
    if (typeof label !== 'string' || typeof id !== 'string') return undefined;
    return { label, id, backwards: backwards === true };
  } catch {
    return undefined;
  }
}

function pageSql(isAscending: boolean): string {
  const [beyond, order] = isAscending ? ['>', 'ASC'] : ['<', 'DESC'];
  return `
    SELECT a.id, a.name, a.label, a.kind, a.connector, a.sso_path AS "ssoPath", a.state,
      a.show_in_portal AS "showInPortal", a.colour, a.logo_id AS "logoId", a.created_at AS "createdAt",
      lower(a.label) AS "sortLabel",
      (SELECT count(*)::integer FROM directory.entitlement e WHERE e.application_id = a.id) AS "groupCount",
      (SELECT k.certificate_pem FROM directory.application_key k
       WHERE k.application_id = a.id AND k.state = 'active') AS "certificatePem",
      (SELECT u.facts->>'at' FROM directory.audit u
       WHERE u.facts->>'application' = a.id AND u.facts->>'trace' IS NOT NULL
         AND u.facts#>>'{kind}' = 'sso' AND u.facts#>>'{outcome}' = 'succeeded'
       ORDER BY -u.sequence LIMIT 1) AS "lastSignInAt"
    FROM directory.application a
    WHERE ${FILTER} AND ($4::text IS NULL OR (lower(a.label), a.id) ${beyond} ($4, $5))
    ORDER BY lower(a.label) ${order}, a.id ${order} LIMIT $6`;
}

function toSummary({ sortLabel: _sort, certificatePem, lastSignInAt, ...row }: Row, now: Date): ApplicationSummary {
  const notAfter = certificatePem === null ? null : readCertificate(certificatePem).notAfter;
  return {
    ...row,
    certificateExpiresAt: notAfter,
    certificateExpiry: notAfter === null ? null : expiryOf(notAfter, now),
    lastSignInAt: lastSignInAt === null ? null : new Date(lastSignInAt),
  };
}

const positionOf = (row: Row): Position => ({ label: row.sortLabel, id: row.id });

export async function pageApplications(
  database: Database,
  o: ApplicationQuery & { now: Date },
): Promise<ApplicationPage> {
  const { search = '', state = null, connector = null, limit = 50, direction = 'asc' } = o;
  const cursor = findCursor(o.cursor);
  const filter = [search.trim().toLowerCase(), state, connector];
  const isAscending = (direction === 'asc') !== (cursor?.backwards ?? false);
  const [found, counted] = await Promise.all([
    database.query<Row>(pageSql(isAscending), [...filter, cursor?.label ?? null, cursor?.id ?? null, limit + 1]),
    database.query<{ total: number }>(
      `SELECT count(*)::integer AS total FROM (
         SELECT 1 FROM directory.application a WHERE ${FILTER} LIMIT ${MOST_COUNTED + 1}) found`,
      filter,
    ),
  ]);
  const rows = found.slice(0, limit);
  if (cursor?.backwards === true) rows.reverse();
  const hasMore = found.length > limit;
  const hasBefore = cursor?.backwards === true ? hasMore : cursor !== undefined;
  const hasAfter = cursor?.backwards === true || hasMore;
  const [first, last, total] = [rows[0], rows.at(-1), counted[0]?.total ?? 0];
  return {
    items: rows.map((row) => toSummary(row, o.now)),
    next: hasAfter && last !== undefined ? encodeCursor({ ...positionOf(last), backwards: false }) : null,
    previous: hasBefore && first !== undefined ? encodeCursor({ ...positionOf(first), backwards: true }) : null,
    total: Math.min(total, MOST_COUNTED),
    totalIsCapped: total > MOST_COUNTED,
  };
}
