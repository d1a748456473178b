// Signing keys of applications: sealed in PostgreSQL, opened once and then kept as key objects in memory.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { newId, Secret } from '@keyshift/base';
import type { Database, Queryable } from '@keyshift/postgres';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { type CertificateFacts, checkPair, type KeyAlgorithm, readCertificate } from './certificate.ts';
import { moveKey } from './move.ts';
import { claimNotice, type ExpiryNotice, listDueNotices, recordNotice, releaseNotice } from './notices.ts';
import { type ExpiringKey, type KeyRecord, listExpiring, listKeys, listPublished } from './read.ts';
import { seal, unseal } from './seal.ts';
import { stageKey } from './stage.ts';
import type { KeyState, KeyTransition } from './transitions.ts';

export type ApplicationKey = { keyId: string; privateKey: KeyObject; certificatePem: string; notAfter: Date };
export type Keys = {
  /** Throws `directory.not_found`, `directory.key_unreadable`. */
  get(keyId: string): Promise<ApplicationKey>;
  /** All keys of an application: active, published, retiring, staged, retired, each newest first. */
  list(applicationId: string): Promise<KeyRecord[]>;
  /** PEM for the metadata: the active certificate, then those to come, then those on the way out. */
  published(applicationId: string): Promise<string[]>;
  /** Stages a new key; the one in use goes on until the new one is activated. Throws `directory.not_found`. */
  generate(applicationId: string, o: { algorithm: KeyAlgorithm; years: number }, actor: string): Promise<KeyRecord>;
  /**
   * Stages a pair that is brought along. Throws `directory.not_found`, `directory.certificate_unreadable`,
   * `directory.private_key_unreadable`, `directory.key_mismatch`, `directory.key_weak`, `directory.certificate_expired`.
   */
  upload(
    applicationId: string,
    pair: { certificatePem: string; privateKeyPem: Secret },
    actor: string,
  ): Promise<KeyRecord>;
  /** Gives the keys as they are then. Throws `directory.not_found`, `directory.key_transition_refused`. */
  move(applicationId: string, o: { keyId: string; transition: KeyTransition }, actor: string): Promise<KeyRecord[]>;
  /** What owners and admins should be told now about certificates that end. */
  dueNotices(): Promise<ExpiryNotice[]>;
  /** True for the one node that may send it; then it records it, or releases it. */
  claimNotice(notice: ExpiryNotice): Promise<boolean>;
  recordNotice(notice: ExpiryNotice, recipients: number): Promise<void>;
  releaseNotice(notice: ExpiryNotice): Promise<void>;
  /** Active certificates of SAML applications that end within so many days (60 unless told), the first first. */
  expiring(withinDays?: number): Promise<ExpiringKey[]>;
};
type Row = { applicationId: string; certificatePem: string; sealed: Buffer };

// Rotated keys leave their object behind; this many at most are kept.
const MOST_OPEN_KEYS = 1_000;

/** Adds a key in the caller's transaction; a new application's first one is active at once. */
export async function addKey(
  tx: Queryable,
  o: {
    applicationId: string;
    certificatePem: string;
    privateKeyPem: Secret;
    state: KeyState;
    deps: Pick<StoreDeps, 'random' | 'sealingKey'>;
    at: Date;
  },
): Promise<string> {
  const { applicationId, certificatePem, privateKeyPem, state, deps, at } = o;
  const id = newId('key', deps.random);
  const { sealingKey: key, random } = deps;
  const sealed = seal(privateKeyPem.reveal(), { key, belongsTo: applicationId, random });
  await tx.query(
    `INSERT INTO directory.application_key (id, application_id, certificate_pem, sealed_private_key, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, applicationId, certificatePem, sealed, state, at],
  );
  return id;
}

async function openKey(o: { database: Database; sealingKey: KeyObject; keyId: string }): Promise<ApplicationKey> {
  const { keyId } = o;
  const [row] = await o.database.query<Row>(
    `SELECT application_id AS "applicationId", certificate_pem AS "certificatePem", sealed_private_key AS sealed
     FROM directory.application_key WHERE id = $1`,
    [keyId],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'application key', id: keyId });
  const privatePem = unseal(row.sealed, { key: o.sealingKey, belongsTo: row.applicationId });
  if (privatePem === undefined) throw directoryErrors.keyUnreadable({ keyId });
  const { certificatePem } = row;
  return {
    keyId,
    privateKey: createPrivateKey(privatePem),
    certificatePem,
    notAfter: readCertificate(certificatePem).notAfter,
  };
}

function createOpener(deps: Pick<StoreDeps, 'database' | 'sealingKey'>): Keys['get'] {
  const open = new Map<string, ApplicationKey>();
  return async (keyId) => {
    const known = open.get(keyId);
    if (known !== undefined) return known;
    const key = await openKey({ ...deps, keyId });
    if (open.size >= MOST_OPEN_KEYS) open.clear();
    open.set(keyId, key);
    return key;
  };
}

export function createKeys(deps: StoreDeps): Keys {
  const { database, now } = deps;
  const stage = (o: {
    applicationId: string;
    actor: string;
    origin: 'generated' | 'uploaded';
    makePair(name: string): Promise<{ certificatePem: string; privateKeyPem: Secret; facts: CertificateFacts }>;
  }) => stageKey(deps, { ...o, add: (tx, pair, at) => addKey(tx, { ...pair, ...o, state: 'staged', deps, at }) });
  return {
    get: createOpener(deps),
    list: (applicationId) => listKeys(database, { applicationId, now: now() }),
    published: (applicationId) => listPublished(database, applicationId),
    dueNotices: () => listDueNotices(database, now()),
    claimNotice: (notice) => claimNotice(deps, notice),
    recordNotice: (notice, recipients) => recordNotice(deps, notice, recipients),
    releaseNotice: (notice) => releaseNotice(deps, notice),
    expiring: (withinDays = 60) => listExpiring(database, { now: now(), withinDays }),
    generate: (applicationId, { algorithm, years }, actor) =>
      stage({
        ...{ applicationId, actor, origin: 'generated' },
        async makePair(commonName) {
          const pair = await deps.createKey({ commonName, now: now(), years, algorithm });
          return { ...pair, facts: readCertificate(pair.certificatePem) };
        },
      }),
    upload: (applicationId, pair, actor) =>
      stage({
        ...{ applicationId, actor, origin: 'uploaded' },
        async makePair() {
          const { certificatePem, privateKey, facts } = checkPair({ ...pair, now: now() });
          const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
          return { certificatePem, privateKeyPem: new Secret(pem), facts };
        },
      }),
    async move(applicationId, o, actor) {
      await moveKey(deps, { applicationId, ...o, actor });
      return listKeys(database, { applicationId, now: now() });
    },
  };
}
