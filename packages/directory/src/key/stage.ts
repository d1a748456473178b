// Stages a key: made or brought along, it waits until somebody publishes or activates it.
import type { Secret } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { appendAudit } from '../audit/store.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import type { CertificateFacts } from './certificate.ts';
import { type KeyRecord, toKeyRecord } from './read.ts';

type Pair = { readonly certificatePem: string; readonly privateKeyPem: Secret };

/** Throws `directory.not_found` unless the application has SAML. */
async function findSamlApplication(database: Queryable, id: string): Promise<{ name: string; label: string }> {
  const [row] = await database.query<{ name: string; label: string }>(
    `SELECT name, label FROM directory.application WHERE id = $1 AND kind = 'saml'`,
    [id],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'SAML application', id });
  return row;
}

export async function stageKey(
  deps: StoreDeps,
  o: {
    applicationId: string;
    actor: string;
    origin: 'generated' | 'uploaded';
    makePair(name: string): Promise<Pair & { facts: CertificateFacts }>;
    add(tx: Queryable, pair: Pair, at: Date): Promise<string>;
  },
): Promise<KeyRecord> {
  const { applicationId, actor, origin } = o;
  const { name, label } = await findSamlApplication(deps.database, applicationId);
  const { facts, ...pair } = await o.makePair(name);
  const at = deps.now();
  const id = await deps.database.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM directory.application WHERE id = $1 FOR KEY SHARE', [applicationId]);
    const keyId = await o.add(tx, pair, at);
    const { algorithm, fingerprintSha256, subject } = facts;
    const details = { keyId, label, origin, algorithm, fingerprintSha256, subject };
    await appendAudit(tx, { actor, action: 'application.key_staged', target: applicationId, details }, at);
    return keyId;
  });
  return toKeyRecord({ id, state: 'staged', certificatePem: pair.certificatePem, createdAt: at }, at);
}
