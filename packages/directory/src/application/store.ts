// Applications and who may use them, in PostgreSQL: each change and its audit entry are one transaction.
import type { Finding } from '@keyshift/base';
import { type Access, readAccess } from '../access.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import type { ApplicationKey, Keys } from '../key/store.ts';
import type { Application, ApplicationChange, ApplicationState } from './application.ts';
import { type ApplicationInput, checkProviderArn, findSsoPathFault } from './application-rules.ts';
import { checkRoleArns, type Entitlement } from './entitlement.ts';
import { findApplicationFindings } from './findings.ts';
import { type ApplicationFile, formatApplicationFile, readApplicationFile } from './records/application-file.ts';
import { cloneApplication, createApplication, storeDraft } from './records/create.ts';
import {
  changeGroups,
  type Grant,
  type GroupAccess,
  type GroupChange,
  listEntitlements,
  listGroupAccess,
} from './records/groups.ts';
import { getLogo, setLogo } from './records/logo.ts';
import { type ApplicationPage, type ApplicationQuery, pageApplications } from './records/page.ts';
import { ensurePairwiseName } from './records/pairwise-name.ts';
import { listUsable, type PortalApplication } from './records/portal.ts';
import { removeApplications } from './records/remove.ts';
import { getApplication, selectApplications } from './records/row.ts';
import { changeApplication, editApplication, tryChange } from './records/update.ts';

type Naming = Pick<ApplicationInput, 'ssoPath' | 'entityIdOf'>;
export type Applications = {
  /** Makes the application, with its own signing key if it is SAML. Throws `directory.invalid`, `directory.taken`. */
  create(input: ApplicationInput, actor: string): Promise<Application>;
  /** The settings in a new application with a new key, without groups. Throws as `create`, and `directory.not_found`. */
  clone(id: string, o: Naming & { label: string }, actor: string): Promise<Application>;
  find(by: { ssoPath: string } | { name: string }): Promise<Application | undefined>;
  /** Throws `directory.not_found`. */
  get(id: string): Promise<Application>;
  list(): Promise<Application[]>;
  page(query: ApplicationQuery): Promise<ApplicationPage>;
  /** Throws `directory.not_found`, `directory.changed_meanwhile`, `directory.invalid` (all mistakes at once). */
  update(id: string, change: ApplicationChange, o: { version: number; actor: string }): Promise<Application>;
  /** What a change would make of it and what is wrong with that; nothing is stored. Throws `directory.not_found`. */
  tryChange(id: string, change: ApplicationChange): Promise<{ application: Application; findings: Finding[] }>;
  setState(id: string, state: ApplicationState, actor: string): Promise<Application>;
  /** The SAML provider at AWS that pairs with the role in the assertion. Throws `directory.invalid`. */
  setProviderArn(id: string, providerArn: string | null, actor: string): Promise<Application>;
  /** Throws `directory.count_wrong`, `directory.not_found`; then nothing is deleted. */
  removeMany(ids: readonly string[], o: { count: number; actor: string }): Promise<number>;
  /** Whether an SSO IdP URL value can be used and is free; `why` says what is wrong. */
  checkSsoPath(value: string): Promise<{ usable: boolean; why: string | null }>;
  /** What its connector expects and does not find. */
  findings(id: string): Promise<Finding[]>;
  exportFile(id: string): Promise<ApplicationFile>;
  /** With `dryRun` only the findings; otherwise the application is made unless there is an error. */
  importFile(
    file: Pick<ApplicationFile, 'application'>,
    o: Naming & { label?: string | undefined; dryRun: boolean; actor: string },
  ): Promise<{ application: Application | null; findings: readonly Finding[] }>;
  /** `png` null goes back to the colour. Throws `directory.logo_invalid`. */
  setLogo(id: string, png: Uint8Array | null, actor: string): Promise<Application>;
  /** Throws `directory.not_found`. */
  getLogo(logoId: string): Promise<Buffer>;
  /** Lets a group use the application, or changes its role and position (the next free one unless told). */
  entitle(id: string, grant: Grant, actor: string): Promise<void>;
  removeEntitlement(id: string, groupId: string, actor: string): Promise<void>;
  /** All or nothing. Throws `directory.invalid`, `directory.not_found`. */
  changeGroups(id: string, change: GroupChange, actor: string): Promise<GroupAccess[]>;
  /** In order of position. */
  entitlements(id: string): Promise<Entitlement[]>;
  /** All groups, those that may use it first. */
  groupAccess(id: string, search?: string): Promise<GroupAccess[]>;
  /** Active applications that a group of the person may use, bookmarks included, the most recently used first. */
  usableBy(personId: string): Promise<PortalApplication[]>;
  /** The active key. Throws `directory.not_found`, `directory.key_unreadable`. */
  signingKey(id: string): Promise<ApplicationKey>;
  /** All that a sign-in needs to know, in one round trip. */
  access(o: { personId: string; ssoPath: string }): Promise<Access>;
  /** The person's persistent NameID at the application, made now if there is none. */
  pairwiseName(o: { applicationId: string; personId: string }): Promise<string>;
};

function writing(
  deps: StoreDeps,
): Pick<Applications, 'create' | 'update' | 'setState' | 'setProviderArn' | 'removeMany' | 'setLogo'> {
  return {
    create: (input, actor) => createApplication(deps, input, actor),
    update: (id, change, o) => changeApplication(deps, id, { change, ...o }),
    setState: (id, state, actor) =>
      deps.database.transaction((tx) =>
        editApplication(tx, {
          ...{ id, actor, action: 'application.state_changed', at: deps.now(), details: { state } },
          edit: (before) => ({ ...before, state }),
        }),
      ),
    async setProviderArn(id, providerArn, actor) {
      checkProviderArn(providerArn);
      const action = 'application.provider_changed';
      return changeApplication(deps, id, { change: { providerArn }, version: undefined, actor, action });
    },
    removeMany: (ids, o) => removeApplications(deps, ids, o),
    setLogo: async (id, png, actor) => setLogo(deps, id, { png, actor }),
  };
}

function copying(deps: StoreDeps): Pick<Applications, 'clone' | 'exportFile' | 'importFile'> {
  return {
    async clone(id, o, actor) {
      return cloneApplication(deps, await getApplication(deps.database, id), { ...o, actor });
    },
    exportFile: async (id) => formatApplicationFile(await getApplication(deps.database, id), deps.now()),
    async importFile(file, { dryRun, actor, ...naming }) {
      const { draft, findings } = readApplicationFile(file, naming);
      if (draft === null || dryRun) return { application: null, findings };
      return { application: await storeDraft(deps, draft, { actor, source: 'file' }), findings };
    },
  };
}

function granting(
  deps: StoreDeps,
): Pick<Applications, 'entitle' | 'removeEntitlement' | 'changeGroups' | 'entitlements' | 'groupAccess'> {
  return {
    async entitle(id, grant, actor) {
      checkRoleArns([{ at: 'roleArn', roleArn: grant.roleArn }]);
      await changeGroups(deps, id, { change: { grant: [grant] }, actor });
    },
    removeEntitlement: (id, groupId, actor) => changeGroups(deps, id, { change: { revoke: [groupId] }, actor }),
    async changeGroups(id, change, actor) {
      await changeGroups(deps, id, { change, actor });
      return listGroupAccess(deps.database, { id, search: '' });
    },
    entitlements: (id) => listEntitlements(deps.database, id),
    groupAccess: (id, search = '') => listGroupAccess(deps.database, { id, search }),
  };
}

async function signingKey(deps: StoreDeps, keys: Keys, id: string): Promise<ApplicationKey> {
  const [row] = await deps.database.query<{ id: string }>(
    `SELECT id FROM directory.application_key WHERE application_id = $1 AND state = 'active'`,
    [id],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'key of application', id });
  return keys.get(row.id);
}

async function findings(deps: StoreDeps, keys: Keys, id: string): Promise<Finding[]> {
  const [application, entitlements, all] = await Promise.all([
    getApplication(deps.database, id),
    listEntitlements(deps.database, id),
    keys.list(id),
  ]);
  const active = all.find((one) => one.state === 'active');
  const expiry = active && { state: active.expiry, daysLeft: active.daysLeft };
  return findApplicationFindings(application, { entitlements, expiry });
}

async function checkSsoPath(deps: StoreDeps, value: string): Promise<{ usable: boolean; why: string | null }> {
  const fault = findSsoPathFault(value);
  if (fault !== undefined) return { usable: false, why: fault };
  const [taken] = await deps.database.query<{ label: string }>(
    'SELECT label FROM directory.application WHERE sso_path = $1',
    [value],
  );
  return taken === undefined ? { usable: true, why: null } : { usable: false, why: `${taken.label} has it already` };
}

export function createApplications(deps: StoreDeps, keys: Keys): Applications {
  const { database } = deps;
  return {
    ...writing(deps),
    ...copying(deps),
    ...granting(deps),
    async find(by) {
      const [condition, value] = 'name' in by ? ['a.name = $1', by.name] : ['a.sso_path = $1', by.ssoPath];
      return (await selectApplications(database, { condition, values: [value] }))[0];
    },
    get: (id) => getApplication(database, id),
    list: () => selectApplications(database, { condition: 'true ORDER BY a.name', values: [] }),
    page: (query) => pageApplications(database, { ...query, now: deps.now() }),
    tryChange: async (id, change) => tryChange(await getApplication(database, id), change),
    checkSsoPath: (value) => checkSsoPath(deps, value),
    findings: (id) => findings(deps, keys, id),
    getLogo: (logoId) => getLogo(database, logoId),
    usableBy: (personId) => listUsable(database, personId),
    signingKey: (id) => signingKey(deps, keys, id),
    access: (o) => readAccess(database, o),
    pairwiseName: (o) => ensurePairwiseName(deps, o),
  };
}
