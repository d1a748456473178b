// All that a sign-in to one application needs, as `directory.access(person, path)` gives it in one round trip.
import type { Application } from './application/application-rules.ts';
import type { Entitlement, Membership } from './application/entitlement.ts';
import type { Person } from './person/person-rules.ts';

export type Access = {
  /** Null when the person was deleted meanwhile. */
  readonly person: Person | null;
  /** Null when no application has that path. */
  readonly application: Application | null;
  /** The application's active signing key. */
  readonly keyId: string | null;
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
