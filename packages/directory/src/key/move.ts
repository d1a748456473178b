// Moves a key on, as the table of transitions allows; activating one sends the other on its way out at the same moment.
import type { Queryable } from '@keyshift/postgres';
import { appendAudit } from '../audit/store.ts';
import type { StoreDeps } from '../deps.ts';
import { keyErrors } from '../errors/keys.ts';
import { directoryErrors } from '../errors.ts';
import { expiryOf, readCertificate } from './certificate.ts';
import { KEY_TRANSITIONS, type KeyState, type KeyTransition } from './transitions.ts';

type Move = {
  readonly applicationId: string;
  readonly keyId: string;
  readonly transition: KeyTransition;
  readonly actor: string;
};
type Row = { state: KeyState; certificatePem: string; label: string };

const ACTIONS: Readonly<Record<KeyTransition, string>> = {
  publish: 'application.key_published',
  activate: 'application.key_activated',
  retire: 'application.key_retired',
  delete: 'application.key_deleted',
};

// The application's row is locked first, so that two rotations at once follow one another.
async function lockKey(tx: Queryable, { applicationId, keyId }: Move): Promise<Row> {
  await tx.query('SELECT 1 FROM directory.application WHERE id = $1 FOR UPDATE', [applicationId]);
  const [row] = await tx.query<Row>(
    `SELECT k.state, k.certificate_pem AS "certificatePem", a.label
     FROM directory.application_key k JOIN directory.application a ON a.id = k.application_id
     WHERE k.application_id = $1 AND k.id = $2 FOR UPDATE`,
    [applicationId, keyId],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'application key', id: keyId });
  return row;
}

async function store(tx: Queryable, { applicationId, keyId }: Move, to: KeyState | 'deleted'): Promise<void> {
  if (to === 'deleted') {
    await tx.query('DELETE FROM directory.application_key WHERE id = $1', [keyId]);
    return;
  }
  if (to === 'active') {
    await tx.query(
      `UPDATE directory.application_key SET state = 'retiring' WHERE application_id = $1 AND state = 'active'`,
      [applicationId],
    );
  }
  await tx.query('UPDATE directory.application_key SET state = $2 WHERE id = $1', [keyId, to]);
}

export async function moveKey(deps: StoreDeps, move: Move): Promise<void> {
  const { applicationId: target, keyId, transition, actor } = move;
  const at = deps.now();
  await deps.database.transaction(async (tx) => {
    const { state, certificatePem, label } = await lockKey(tx, move);
    const to = KEY_TRANSITIONS[state][transition];
    if (to === undefined) throw keyErrors.transitionRefused({ transition, state });
    await store(tx, move, to);
    const { fingerprintSha256, subject, notAfter } = readCertificate(certificatePem);
    // Signing with an expired certificate is possible, since service providers pin keys; the log says that it was so.
    const expired = transition === 'activate' && expiryOf(notAfter, at) === 'expired';
    const details = { keyId, label, fingerprintSha256, subject, ...(expired && { warning: 'expired' }) };
    const changes = [{ field: 'state', from: state, to }];
    await appendAudit(tx, { actor, action: ACTIONS[transition], target, details, changes }, at);
  });
}
