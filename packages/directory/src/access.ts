// All that a sign-in to one application needs, as `directory.access(person, path)` gives it in one round trip.
import type { Database } from '@keyshift/postgres';
import type { SsoApplication } from './application/application.ts';
import type { Entitlement, Membership } from './application/entitlement.ts';
import type { PersonFields } from './application/user-field.ts';
import type { PersonState } from './person/person-rules.ts';

export type AccessPerson = PersonFields & {
  readonly state: PersonState;
  /** Administrator role; null for everybody else. */
  readonly role: string | null;
};
export type Access = {
  /** Null when the person was deleted meanwhile. */
  readonly person: AccessPerson | null;
  /** Null when no application has that path. */
  readonly application: SsoApplication | null;
  /** The application's active signing key. */
  readonly keyId: string | null;
  /** The person's persistent NameID at the application; null until the first sign-in that needs one. */
  readonly pairwiseName: string | null;
  readonly memberships: readonly Membership[];
  /** Of the application, in order of position. */
  readonly entitlements: readonly Entitlement[];
};

/**
 * SQL expression of type jsonb, an `Access`; `person` and `ssoPath` are SQL expressions of the caller (a column, `$1`).
 * It lets a package above join it with a table of its own.
 */
export function accessSql(o: { person: string; ssoPath: string }): string {
  return `directory.access(${o.person}, ${o.ssoPath})`;
}

/** SQL expression of type text, the `SecondFactorPolicy` of the settings: it rides along with another query. */
export function secondFactorSql(): string {
  return `COALESCE((SELECT value->'signIn'->>'secondFactor' FROM directory.settings), 'optional')`;
}

const QUERY = `SELECT ${accessSql({ person: '$1', ssoPath: '$2' })} AS access`;

export async function readAccess(database: Database, o: { personId: string; ssoPath: string }): Promise<Access> {
  const [row] = await database.query<{ access: Access }>(QUERY, [o.personId, o.ssoPath]);
  if (row === undefined) throw new TypeError('the access query gave no row');
  return row.access;
}
