// Reads keys as an administrator sees them: state, certificate, what may be done next. No private key is touched.
import type { Queryable } from '@keyshift/postgres';
import { type CertificateFacts, daysLeft, expiryOf, type KeyExpiry, readCertificate } from './certificate.ts';
import { type KeyState, type KeyTransition, PUBLISHED_STATES, transitionsOf } from './transitions.ts';

export type KeyRecord = CertificateFacts & {
  readonly id: string;
  readonly state: KeyState;
  readonly expiry: KeyExpiry;
  readonly daysLeft: number;
  readonly createdAt: Date;
  readonly transitions: readonly KeyTransition[];
  readonly certificatePem: string;
};
export type ExpiringKey = { readonly applicationId: string; readonly label: string; readonly daysLeft: number };
export type KeyRow = { id: string; state: KeyState; certificatePem: string; createdAt: Date };

const COLUMNS = 'id, state, certificate_pem AS "certificatePem", created_at AS "createdAt"';
const ORDER = `array_position(ARRAY['active', 'published', 'retiring', 'staged', 'retired'], state), created_at DESC, id`;

export function toKeyRecord(row: KeyRow, now: Date): KeyRecord {
  const facts = readCertificate(row.certificatePem);
  const { notAfter } = facts;
  return {
    ...row,
    ...facts,
    expiry: expiryOf(notAfter, now),
    daysLeft: daysLeft(notAfter, now),
    transitions: transitionsOf(row.state),
  };
}

export async function listKeys(database: Queryable, o: { applicationId: string; now: Date }): Promise<KeyRecord[]> {
  const rows = await database.query<KeyRow>(
    `SELECT ${COLUMNS} FROM directory.application_key WHERE application_id = $1 ORDER BY ${ORDER}`,
    [o.applicationId],
  );
  return rows.map((row) => toKeyRecord(row, o.now));
}

export async function listPublished(database: Queryable, applicationId: string): Promise<string[]> {
  const rows = await database.query<KeyRow>(
    `SELECT ${COLUMNS} FROM directory.application_key WHERE application_id = $1 AND state = ANY ($2::text[]) ORDER BY ${ORDER}`,
    [applicationId, PUBLISHED_STATES],
  );
  return rows.map((row) => row.certificatePem);
}

export async function listExpiring(database: Queryable, o: { now: Date; withinDays: number }): Promise<ExpiringKey[]> {
  const rows = await database.query<{ applicationId: string; label: string; certificatePem: string }>(
    `SELECT a.id AS "applicationId", a.label, k.certificate_pem AS "certificatePem"
     FROM directory.application_key k JOIN directory.application a ON a.id = k.application_id
     WHERE k.state = 'active' ORDER BY a.label, a.id`,
    [],
  );
  return rows
    .map(({ applicationId, label, certificatePem }) => {
      return { applicationId, label, daysLeft: daysLeft(readCertificate(certificatePem).notAfter, o.now) };
    })
    .filter((one) => one.daysLeft <= o.withinDays)
    .sort((a, b) => a.daysLeft - b.daysLeft);
}
