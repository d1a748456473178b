// Which groups may use an application, in which role and order.
import type { Queryable } from '@keyshift/postgres';
import { appendAudit } from '../../audit/store.ts';
import type { StoreDeps } from '../../deps.ts';
import { directoryErrors } from '../../errors.ts';
import { storing } from '../../store-error.ts';
import { checkRoleArns, type Entitlement } from '../entitlement.ts';

export type Grant = {
  readonly groupId: string;
  readonly roleArn: string | null;
  /** The next free one, or the one it has, unless told. */
  readonly position?: number | undefined;
};
export type GroupChange = { readonly grant?: readonly Grant[]; readonly revoke?: readonly string[] };
export type GroupAccess = {
  readonly groupId: string;
  readonly groupName: string;
  readonly description: string;
  readonly isEntitled: boolean;
  readonly roleArn: string | null;
  readonly position: number | null;
  readonly memberCount: number;
};

const ENTITLE = `
  INSERT INTO directory.entitlement (application_id, group_id, role_arn, position)
  VALUES ($1, $2, $3, coalesce($4::integer,
    (SELECT coalesce(max(position), 0) + 1 FROM directory.entitlement WHERE application_id = $1)))
  ON CONFLICT (application_id, group_id) DO UPDATE SET
    role_arn = excluded.role_arn, position = coalesce($4::integer, directory.entitlement.position)
  RETURNING position`;

const FIND = `SELECT e.role_arn AS "roleArn", e.position, g.name AS "groupName"
  FROM directory.user_group g LEFT JOIN directory.entitlement e ON e.group_id = g.id AND e.application_id = $1
  WHERE g.id = $2`;
type Before = { roleArn: string | null; position: number | null; groupName: string };

async function grantOne(tx: Queryable, id: string, o: { grant: Grant; actor: string; at: Date }): Promise<void> {
  const { groupId, roleArn, position } = o.grant;
  const [before] = await tx.query<Before>(FIND, [id, groupId]);
  if (before === undefined) throw directoryErrors.notFound({ kind: 'group', id: groupId });
  const [after] = await tx.query<{ position: number }>(ENTITLE, [id, groupId, roleArn, position ?? null]);
  const wasEntitled = before.position !== null;
  const changes = [
    ...(wasEntitled ? [] : [{ field: 'entitled', from: false, to: true }]),
    ...(before.roleArn === roleArn ? [] : [{ field: 'roleArn', from: before.roleArn, to: roleArn }]),
    ...(before.position === after?.position ? [] : [{ field: 'position', from: before.position, to: after?.position }]),
  ];
  if (changes.length === 0) return;
  const details = { groupId, groupName: before.groupName, roleArn };
  await appendAudit(tx, { actor: o.actor, action: 'application.group_entitled', target: id, details, changes }, o.at);
}

async function revokeOne(tx: Queryable, id: string, o: { groupId: string; actor: string; at: Date }): Promise<void> {
  const { groupId, actor, at } = o;
  const [before] = await tx.query<Before>(FIND, [id, groupId]);
  if (before === undefined || before.position === null) {
    throw directoryErrors.notFound({ kind: 'authorisation of group', id: groupId });
  }
  await tx.query('DELETE FROM directory.entitlement WHERE application_id = $1 AND group_id = $2', [id, groupId]);
  const details = { groupId, groupName: before.groupName };
  const changes = [{ field: 'entitled', from: true, to: false }];
  await appendAudit(tx, { actor, action: 'application.group_removed', target: id, details, changes }, at);
}

/** All or nothing. Throws `directory.invalid`, `directory.not_found`. */
export async function changeGroups(
  deps: StoreDeps,
  id: string,
  o: { change: GroupChange; actor: string },
): Promise<void> {
  const { grant = [], revoke = [] } = o.change;
  checkRoleArns(grant.map(({ roleArn }, at) => ({ at: `grant.${at}.roleArn`, roleArn })));
  const { actor } = o;
  const at = deps.now();
  await storing({ kind: 'application or group', id }, () =>
    deps.database.transaction(async (tx) => {
      const found = await tx.query('SELECT 1 FROM directory.application WHERE id = $1 FOR UPDATE', [id]);
      if (found.length === 0) throw directoryErrors.notFound({ kind: 'application', id });
      for (const groupId of revoke) await revokeOne(tx, id, { groupId, actor, at });
      for (const one of grant) await grantOne(tx, id, { grant: one, actor, at });
    }),
  );
}

export function listEntitlements(database: Queryable, id: string): Promise<Entitlement[]> {
  return database.query<Entitlement>(
    `SELECT g.id AS "groupId", g.name AS "groupName", e.role_arn AS "roleArn", e.position
     FROM directory.entitlement e JOIN directory.user_group g ON g.id = e.group_id
     WHERE e.application_id = $1 ORDER BY e.position, g.name`,
    [id],
  );
}

/** All groups, those that may use it first. */
export function listGroupAccess(database: Queryable, o: { id: string; search: string }): Promise<GroupAccess[]> {
  return database.query<GroupAccess>(
    `SELECT g.id AS "groupId", g.name AS "groupName", g.description, e.group_id IS NOT NULL AS "isEntitled",
       e.role_arn AS "roleArn", e.position,
       (SELECT count(*)::integer FROM directory.membership m WHERE m.group_id = g.id) AS "memberCount"
     FROM directory.user_group g
     LEFT JOIN directory.entitlement e ON e.group_id = g.id AND e.application_id = $1
     WHERE $2 = '' OR strpos(lower(g.name), lower($2)) > 0
     ORDER BY e.position NULLS LAST, g.name`,
    [o.id, o.search],
  );
}
