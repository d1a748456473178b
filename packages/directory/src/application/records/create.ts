// Makes an application, with its own signing key if it signs; or a copy of one.
import { newId } from '@keyshift/base';
import { appendAudit } from '../../audit/store.ts';
import type { StoreDeps } from '../../deps.ts';
import { addKey } from '../../key/store.ts';
import { storing } from '../../store-error.ts';
import type { Application } from '../application.ts';
import { type ApplicationInput, checkApplication, type Draft } from '../application-rules.ts';
import { insertApplication } from './row.ts';

const KEY_YEARS = 10;

/** `source` is the id of the application that was copied, or the word `file`. */
export async function storeDraft(
  deps: StoreDeps,
  draft: Draft,
  o: { actor: string; source?: string },
): Promise<Application> {
  const at = deps.now();
  const id = newId('app', deps.random);
  const application: Application = { id, ...draft, logoId: null, version: 1, createdAt: at, updatedAt: at };
  const { name, label, ssoPath, connector } = draft;
  const key =
    draft.kind === 'bookmark' ? undefined : await deps.createKey({ commonName: name, now: at, years: KEY_YEARS });
  await storing({ kind: 'application', id }, () =>
    deps.database.transaction(async (tx) => {
      await insertApplication(tx, application);
      const keyId =
        key === undefined ? null : await addKey(tx, { applicationId: id, ...key, state: 'active', deps, at });
      const details = { name, label, ssoPath, connector, keyId, ...(o.source !== undefined && { source: o.source }) };
      await appendAudit(tx, { actor: o.actor, action: 'application.created', target: id, details }, at);
    }),
  );
  return application;
}

export async function createApplication(deps: StoreDeps, input: ApplicationInput, actor: string): Promise<Application> {
  return storeDraft(deps, checkApplication(input), { actor });
}

/** The settings of one application in another, with a new key and without groups. */
export async function cloneApplication(
  deps: StoreDeps,
  source: Application,
  o: Pick<ApplicationInput, 'ssoPath' | 'entityIdOf'> & { label: string; actor: string },
): Promise<Application> {
  const { id, name: _name, ssoPath: _path, kind: _kind, logoId: _logo, version: _version, ...rest } = source;
  const { createdAt: _created, updatedAt: _updated, entityId, ...settings } = rest;
  const { label, ssoPath, entityIdOf, actor } = o;
  const draft = checkApplication({ ...settings, label, ssoPath, entityIdOf: entityIdOf ?? (() => entityId) });
  return storeDraft(deps, draft, { actor, source: id });
}
