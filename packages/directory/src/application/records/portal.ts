// What a person finds in the User Portal: the active applications that one of the person's groups may use.
import type { Database } from '@keyshift/postgres';
import type { Application } from '../application.ts';
import { decideEntitlement, type Entitlement } from '../entitlement.ts';
import { findMissing } from '../findings.ts';
import { APPLICATION_COLUMNS, type ApplicationRow, toApplication } from './row.ts';

export type PortalApplication = Application & {
  readonly ready: boolean;
  /** What is missing, as a sentence; null when it is ready. */
  readonly missing: string | null;
  readonly viaGroups: readonly string[];
  readonly lastUsedAt: Date | null;
};
type Row = ApplicationRow & { entitlements: Entitlement[]; hasKey: boolean };

const USABLE = `
  SELECT ${APPLICATION_COLUMNS}, mine.entitlements,
    EXISTS (SELECT 1 FROM directory.application_key k WHERE k.application_id = a.id AND k.state = 'active') AS "hasKey"
  FROM directory.application a CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('groupId', g.id, 'groupName', g.name, 'roleArn', e.role_arn,
      'position', e.position) ORDER BY e.position, g.name) AS entitlements
    FROM directory.entitlement e
    JOIN directory.membership m ON m.group_id = e.group_id AND m.person_id = $1
    JOIN directory.user_group g ON g.id = e.group_id
    WHERE e.application_id = a.id) mine
  WHERE a.state = 'active' AND a.show_in_portal AND mine.entitlements IS NOT NULL
  ORDER BY lower(a.label), a.id`;

// The person's newest sign-ins are enough to know what was used lately, however long the log is.
const LAST_USED = `
  SELECT recent.facts->>'application' AS application, max(recent.facts->>'at') AS at
  FROM unnest(ARRAY[$1::text]) AS wanted(person) CROSS JOIN LATERAL (
    SELECT u.facts FROM directory.audit u
    WHERE u.facts->>'person' = wanted.person AND u.facts->>'trace' IS NOT NULL
    ORDER BY -u.sequence LIMIT 1000) recent
  WHERE recent.facts->>'kind' = 'sso' AND recent.facts->>'outcome' = 'succeeded'
  GROUP BY recent.facts->>'application'`;

/** The most recently used first, then by label. */
export async function listUsable(database: Database, personId: string): Promise<PortalApplication[]> {
  const [rows, uses] = await Promise.all([
    database.query<Row>(USABLE, [personId]),
    database.query<{ application: string; at: string }>(LAST_USED, [personId]),
  ]);
  const usedAt = new Map(uses.map(({ application, at }) => [application, new Date(at)]));
  return rows
    .map(({ entitlements, hasKey, ...row }): PortalApplication => {
      const application = toApplication(row);
      const decision = decideEntitlement(entitlements, entitlements);
      const missing = findMissing(application, { hasKey, roleArn: decision.allowed ? decision.roleArn : null });
      const viaGroups = entitlements.map((one) => one.groupName);
      const lastUsedAt = usedAt.get(application.id) ?? null;
      return { ...application, ready: missing === null, missing, viaGroups, lastUsedAt };
    })
    .sort((a, b) => (b.lastUsedAt?.getTime() ?? 0) - (a.lastUsedAt?.getTime() ?? 0));
}
