// Notices that a certificate ends: due at 60, 30, 7 days and one day, each claimed by one node and sent once.
import type { Queryable } from '@keyshift/postgres';
import { appendAudit } from '../audit/store.ts';
import type { StoreDeps } from '../deps.ts';
import { daysLeft, readCertificate } from './certificate.ts';

export type ExpiryNotice = {
  readonly keyId: string;
  readonly applicationId: string;
  readonly label: string;
  readonly subject: string;
  readonly fingerprintSha256: string;
  readonly notAfter: Date;
  /** Below zero if it has ended. */
  readonly daysLeft: number;
  /** The smallest number of days that it has come down to. */
  readonly thresholdDays: number;
};

/** In descending order. What has ended already counts as the last one. */
const NOTICE_DAYS: readonly number[] = [60, 30, 7, 1];

// A node that dies between claim and mail leaves the notice to another one, which may then send it a second time: better
// that than nobody hearing of it.
const LEASE_SECONDS = 3_600;

type Row = { keyId: string; applicationId: string; label: string; certificatePem: string; sent: number | null };

/** Of active keys of active applications, what nobody was told yet. */
export async function listDueNotices(database: Queryable, now: Date): Promise<ExpiryNotice[]> {
  const rows = await database.query<Row>(
    `SELECT k.id AS "keyId", a.id AS "applicationId", a.label, k.certificate_pem AS "certificatePem",
       (SELECT min(n.threshold_days) FROM directory.key_notice n WHERE n.key_id = k.id AND n.sent_at IS NOT NULL) AS sent
     FROM directory.application_key k JOIN directory.application a ON a.id = k.application_id
     WHERE k.state = 'active' AND a.state = 'active' ORDER BY a.label, a.id`,
    [],
  );
  return rows.flatMap(({ certificatePem, sent, ...row }) => {
    const { subject, fingerprintSha256, notAfter } = readCertificate(certificatePem);
    const left = daysLeft(notAfter, now);
    const thresholdDays = NOTICE_DAYS.findLast((days) => left <= days);
    if (thresholdDays === undefined || (sent !== null && sent <= thresholdDays)) return [];
    return [{ ...row, subject, fingerprintSha256, notAfter, daysLeft: left, thresholdDays }];
  });
}

/** True for the one node that may send it now. */
export async function claimNotice(deps: StoreDeps, { keyId, thresholdDays }: ExpiryNotice): Promise<boolean> {
  const rows = await deps.database.query(
    `INSERT INTO directory.key_notice AS n (key_id, threshold_days, claimed_at)
     SELECT id, $2, $3 FROM directory.application_key WHERE id = $1
     ON CONFLICT (key_id, threshold_days) DO UPDATE SET claimed_at = $3
     WHERE n.sent_at IS NULL AND n.claimed_at < $3::timestamptz - make_interval(secs => $4)
     RETURNING 1`,
    [keyId, thresholdDays, deps.now(), LEASE_SECONDS],
  );
  return rows.length > 0;
}

/** After the mail: never again, and on record. */
export async function recordNotice(deps: StoreDeps, notice: ExpiryNotice, recipients: number): Promise<void> {
  const { keyId, applicationId: target, thresholdDays, label, subject, fingerprintSha256 } = notice;
  const at = deps.now();
  const details = { keyId, label, subject, fingerprintSha256, thresholdDays, daysLeft: notice.daysLeft, recipients };
  await deps.database.transaction(async (tx) => {
    const changed = await tx.query(
      `UPDATE directory.key_notice SET sent_at = $3 WHERE key_id = $1 AND threshold_days = $2 RETURNING 1`,
      [keyId, thresholdDays, at],
    );
    // Of a key that was deleted meanwhile the mail is on record all the same.
    const entry = { actor: 'system', action: 'application.key_notice_sent', target, details };
    await appendAudit(tx, changed.length > 0 ? entry : { ...entry, details: { ...details, isDeleted: true } }, at);
  });
}

/** After a mail that could not be sent: it is due again. */
export async function releaseNotice(deps: StoreDeps, { keyId, thresholdDays }: ExpiryNotice): Promise<void> {
  await deps.database.query(
    'DELETE FROM directory.key_notice WHERE key_id = $1 AND threshold_days = $2 AND sent_at IS NULL',
    [keyId, thresholdDays],
  );
}
