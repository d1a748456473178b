// Applications and who may use them, in PostgreSQL.
import { newId } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import type { AuditEntry } from '../audit/entry.ts';
import { appendAudit } from '../audit/store.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { type ApplicationKey, addKey, type Keys } from '../key/store.ts';
import { storing } from '../store-error.ts';
import {
  type Application,
  type ApplicationInput,
  type ApplicationState,
  checkApplication,
  checkProviderArn,
} from './application-rules.ts';
import { checkRoleArn, type Entitlement } from './entitlement.ts';

export type Applications = {
  /** Makes the application with its own signing key. Throws `directory.invalid`, `directory.taken`. */
  create(input: ApplicationInput, actor: string): Promise<Application>;
  find(by: { ssoPath: string } | { name: string }): Promise<Application | undefined>;
  /** Throws `directory.not_found`. */
  get(id: string): Promise<Application>;
  list(): Promise<Application[]>;
  setState(id: string, state: ApplicationState, actor: string): Promise<void>;
  /** The SAML provider at AWS that pairs with the role in the assertion. Throws `directory.invalid`. */
  setProviderArn(id: string, providerArn: string | null, actor: string): Promise<void>;
  /** Lets a group use the application, or changes its role and position (the next free one unless told). */
  entitle(
    id: string,
    grant: { groupId: string; roleArn: string | null; position?: number },
    actor: string,
  ): Promise<void>;
  removeEntitlement(id: string, groupId: string, actor: string): Promise<void>;
  /** In order of position. */
  entitlements(id: string): Promise<Entitlement[]>;
  /** Active applications that a group of the person may use. */
  usableBy(personId: string): Promise<Application[]>;
  /** The active key. Throws `directory.not_found`, `directory.key_unreadable`. */
  signingKey(id: string): Promise<ApplicationKey>;
};

const KEY_YEARS = 10;
const COLUMNS = `a.id, a.name, a.label, a.sso_path AS "ssoPath", a.connector, a.state, a.entity_id AS "entityId",
  a.acs_urls AS "acsUrls", a.audience, a.name_id_format AS "nameIdFormat", a.name_id_field AS "nameIdField",
  a.attributes, a.sign, a.idp_initiated AS "idpInitiated", a.provider_arn AS "providerArn"`;

async function insert(tx: Queryable, a: Application, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO directory.application (id, name, label, sso_path, connector, state, entity_id, acs_urls, audience,
       name_id_format, name_id_field, attributes, sign, idp_initiated, provider_arn, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[a.id, a.name, a.label, a.ssoPath, a.connector, a.state, a.entityId, a.acsUrls, a.audience],
      ...[a.nameIdFormat, a.nameIdField, JSON.stringify(a.attributes), a.sign, a.idpInitiated, a.providerArn, at],
    ],
  );
}

async function create(deps: StoreDeps, input: ApplicationInput, actor: string): Promise<Application> {
  const application = { id: newId('app', deps.random), ...checkApplication(input) };
  const { id, name, ssoPath, connector } = application;
  const at = deps.now();
  const key = await deps.createKey({ commonName: name, now: at, years: KEY_YEARS });
  await storing({ kind: 'application', id }, () =>
    deps.database.transaction(async (tx) => {
      await insert(tx, application, at);
      const keyId = await addKey(tx, { applicationId: id, ...key, deps, at });
      const details = { name, ssoPath, connector, keyId };
      await appendAudit(tx, { actor, action: 'application.created', target: id, details }, at);
    }),
  );
  return application;
}

/** Runs one change of an application; `sql` returns a row if there was something to change. */
async function change(deps: StoreDeps, o: { sql: string; values: readonly unknown[]; entry: AuditEntry }) {
  const { entry } = o;
  await storing({ kind: 'application or group', id: entry.target }, () =>
    deps.database.transaction(async (tx) => {
      const changed = await tx.query(o.sql, o.values);
      if (changed.length === 0) throw directoryErrors.notFound({ kind: 'application', id: entry.target });
      await appendAudit(tx, entry, deps.now());
    }),
  );
}

const ENTITLE = `
  INSERT INTO directory.entitlement (application_id, group_id, role_arn, position)
  VALUES ($1, $2, $3, coalesce($4::integer,
    (SELECT coalesce(max(position), 0) + 1 FROM directory.entitlement WHERE application_id = $1)))
  ON CONFLICT (application_id, group_id) DO UPDATE SET
    role_arn = excluded.role_arn, position = coalesce($4::integer, directory.entitlement.position)
  RETURNING 1`;

function changes(deps: StoreDeps): Pick<Applications, 'setState' | 'setProviderArn' | 'entitle' | 'removeEntitlement'> {
  return {
    setState: (id, state, actor) =>
      change(deps, {
        sql: 'UPDATE directory.application SET state = $2 WHERE id = $1 RETURNING 1',
        values: [id, state],
        entry: { actor, action: 'application.state_changed', target: id, details: { state } },
      }),
    async setProviderArn(id, providerArn, actor) {
      checkProviderArn(providerArn);
      await change(deps, {
        sql: 'UPDATE directory.application SET provider_arn = $2 WHERE id = $1 RETURNING 1',
        values: [id, providerArn],
        entry: { actor, action: 'application.provider_changed', target: id, details: { providerArn } },
      });
    },
    async entitle(id, { groupId, roleArn, position }, actor) {
      checkRoleArn(roleArn);
      await change(deps, {
        sql: ENTITLE,
        values: [id, groupId, roleArn, position ?? null],
        entry: { actor, action: 'application.group_entitled', target: id, details: { groupId, roleArn } },
      });
    },
    removeEntitlement: (id, groupId, actor) =>
      change(deps, {
        sql: 'DELETE FROM directory.entitlement WHERE application_id = $1 AND group_id = $2 RETURNING 1',
        values: [id, groupId],
        entry: { actor, action: 'application.group_removed', target: id, details: { groupId } },
      }),
  };
}

function select(deps: StoreDeps, condition: string, value: string): Promise<Application[]> {
  return deps.database.query<Application>(`SELECT ${COLUMNS} FROM directory.application a WHERE ${condition} = $1`, [
    value,
  ]);
}

async function signingKey(deps: StoreDeps, keys: Keys, id: string): Promise<ApplicationKey> {
  const [row] = await deps.database.query<{ id: string }>(
    'SELECT id FROM directory.application_key WHERE application_id = $1 AND active',
    [id],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'key of application', id });
  return keys.get(row.id);
}

const USABLE = `
  SELECT ${COLUMNS} FROM directory.application a
  WHERE a.state = 'active' AND EXISTS (
    SELECT 1 FROM directory.entitlement e JOIN directory.membership m ON m.group_id = e.group_id
    WHERE e.application_id = a.id AND m.person_id = $1)
  ORDER BY a.label, a.name`;

export function createApplications(deps: StoreDeps, keys: Keys): Applications {
  const { database } = deps;
  return {
    create: (input, actor) => create(deps, input, actor),
    async find(by) {
      const found = 'name' in by ? select(deps, 'a.name', by.name) : select(deps, 'a.sso_path', by.ssoPath);
      return (await found)[0];
    },
    async get(id) {
      const [application] = await select(deps, 'a.id', id);
      if (application === undefined) throw directoryErrors.notFound({ kind: 'application', id });
      return application;
    },
    list: () => database.query<Application>(`SELECT ${COLUMNS} FROM directory.application a ORDER BY a.name`, []),
    ...changes(deps),
    entitlements: (id) =>
      database.query<Entitlement>(
        `SELECT g.id AS "groupId", g.name AS "groupName", e.role_arn AS "roleArn", e.position
         FROM directory.entitlement e JOIN directory.user_group g ON g.id = e.group_id
         WHERE e.application_id = $1 ORDER BY e.position, g.name`,
        [id],
      ),
    usableBy: (personId) => database.query<Application>(USABLE, [personId]),
    signingKey: (id) => signingKey(deps, keys, id),
  };
}
