// Time-based codes (RFC 6238): enrolment with proof, one use of each code, and few tries.
import { newId, Secret } from '@keyshift/base';
import { TOTP, Secret as TotpSecret } from 'otpauth';
import { appendEntries } from '../append-entries.ts';
import { claimAttempt, FACTOR_LIMITS, forgiveAttempts } from '../credential/attempts.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { seal, unseal } from '../key/seal.ts';
import { lockPerson } from '../person/columns.ts';
import { checkFactorName, checkRoom, type Factor, insertFactor } from './factor-rules.ts';
import { makeFirstCodes } from './recovery-codes.ts';

export type TotpEnrolment = {
  enrolmentId: string;
  /** Base 32, to type into an app. */
  secret: Secret;
  /** `otpauth://totp/…`, for the QR code. */
  uri: Secret;
  expiresAt: Date;
};
/** `recoveryCodes` come with the first factor only, and are shown once. */
export type AddedFactor = { factor: Factor; recoveryCodes: Secret[] | null };
export type TotpRow = { factorId: string; sealed: Buffer; lastStep: string };

const PERIOD_SECONDS = 30;
const WINDOW_STEPS = 1;
// As long as the output of SHA-1, which is what every authenticator app computes with (RFC 4226 §4).
const SECRET_BYTES = 20;
const ENROLMENT_MINUTES = 15;

export function factorSubject(personId: string): string {
  return `factor:${personId}`;
}

function belongsTo(personId: string): string {
  return `totp:${personId}`;
}

function totpOf(secretBase32: string, o: { issuer: string; label: string }): TOTP {
  return new TOTP({ ...o, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret: secretBase32 });
}

/** Replaces an enrolment begun before. `issuer` is what the app shows beside the user name. Throws `directory.not_found`. */
export async function startTotp(deps: StoreDeps, o: { personId: string; issuer: string }): Promise<TotpEnrolment> {
  const { personId, issuer } = o;
  const bytes = Uint8Array.from(deps.random(SECRET_BYTES));
  const secret = new TotpSecret({ buffer: bytes.buffer }).base32;
  const sealed = seal(secret, { key: deps.sealingKey, belongsTo: belongsTo(personId), random: deps.random });
  const enrolmentId = newId('enr', deps.random);
  const expiresAt = new Date(deps.now().getTime() + ENROLMENT_MINUTES * 60_000);
  const username = await deps.database.transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    await checkRoom(tx, personId);
    await tx.query(
      `INSERT INTO directory.totp_enrolment (id, person_id, sealed_secret, expires_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person_id) DO UPDATE SET
         id = excluded.id, sealed_secret = excluded.sealed_secret, expires_at = excluded.expires_at`,
      [enrolmentId, personId, sealed, expiresAt],
    );
    return person.username;
  });
  const uri = totpOf(secret, { issuer, label: username }).toString();
  return { enrolmentId, secret: new Secret(secret), uri: new Secret(uri), expiresAt };
}

/** The time step whose code it is, among the one of now and its neighbours. */
function stepOf(deps: StoreDeps, o: { sealed: Buffer; personId: string; code: string }): number | undefined {
  const secret = unseal(o.sealed, { key: deps.sealingKey, belongsTo: belongsTo(o.personId) });
  const token = o.code.replace(/\s/g, '');
  if (secret === undefined || !/^\d{6}$/.test(token)) return undefined;
  const timestamp = deps.now().getTime();
  const delta = totpOf(secret, { issuer: '', label: '' }).validate({ token, timestamp, window: WINDOW_STEPS });
  return delta === null ? undefined : Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + delta;
}

/** Throws `directory.enrolment_gone`, `directory.code_wrong`, `directory.too_many_tries`, `directory.invalid`. */
export async function confirmTotp(
  deps: StoreDeps,
  o: { personId: string; enrolmentId: string; code: string; name: string },
): Promise<AddedFactor> {
  const { personId, enrolmentId } = o;
  const name = checkFactorName(o.name);
  const at = deps.now();
  const [enrolment] = await deps.database.query<{ sealed: Buffer }>(
    `SELECT sealed_secret AS sealed FROM directory.totp_enrolment WHERE id = $1 AND person_id = $2 AND expires_at > $3`,
    [enrolmentId, personId, at],
  );
  if (enrolment === undefined) throw directoryErrors.enrolmentGone();
  await claimTry(deps, personId);
  const step = stepOf(deps, { ...enrolment, personId, code: o.code });
  if (step === undefined) throw directoryErrors.codeWrong();
  await forgiveAttempts(deps.database, factorSubject(personId));
  const id = newId('fac', deps.random);
  return deps.database.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const taken = await tx.query('DELETE FROM directory.totp_enrolment WHERE id = $1 RETURNING 1', [enrolmentId]);
    if (taken.length === 0) throw directoryErrors.enrolmentGone();
    await checkRoom(tx, personId);
    await insertFactor(tx, { id, personId, kind: 'totp', name, at });
    await tx.query('INSERT INTO directory.totp (factor_id, sealed_secret, last_step) VALUES ($1, $2, $3)', [
      ...[id, enrolment.sealed, step],
    ]);
    const recoveryCodes = await makeFirstCodes(tx, { personId, at, random: deps.random });
    const details = { factorId: id, kind: 'totp', name };
    await appendEntries(tx, [{ actor: personId, action: 'factor.added', target: personId, details }], at);
    return { factor: { id, kind: 'totp', name, createdAt: at, lastUsedAt: null }, recoveryCodes };
  });
}

async function claimTry(deps: StoreDeps, personId: string): Promise<void> {
  const claim = { subject: factorSubject(personId), limits: FACTOR_LIMITS, now: deps.now() };
  if (!(await claimAttempt(deps.database, claim))) throw directoryErrors.tooManyTries();
}

/**
 * Accepts the code of any of the person's apps, once: a step is taken by one atomic comparison, so that of many uses at
 * once one succeeds. Gives the factor's id. Throws `directory.code_wrong`, `directory.too_many_tries`.
 */
export async function useTotp(deps: StoreDeps, o: { personId: string; code: string }): Promise<string> {
  const { personId, code } = o;
  await claimTry(deps, personId);
  const rows = await deps.database.query<TotpRow>(
    `SELECT t.factor_id AS "factorId", t.sealed_secret AS sealed, t.last_step AS "lastStep"
     FROM directory.totp t JOIN directory.factor f ON f.id = t.factor_id WHERE f.person_id = $1`,
    [personId],
  );
  for (const { factorId, sealed } of rows) {
    const step = stepOf(deps, { sealed, personId, code });
    if (step === undefined || !(await takeStep(deps, factorId, step))) continue;
    await forgiveAttempts(deps.database, factorSubject(personId));
    return factorId;
  }
  throw directoryErrors.codeWrong();
}

async function takeStep(deps: StoreDeps, factorId: string, step: number): Promise<boolean> {
  const taken = await deps.database.query(
    `WITH taken AS (
       UPDATE directory.totp SET last_step = $2 WHERE factor_id = $1 AND last_step < $2 RETURNING factor_id)
     UPDATE directory.factor f SET last_used_at = $3 FROM taken WHERE f.id = taken.factor_id RETURNING 1`,
    [factorId, step, deps.now()],
  );
  return taken.length > 0;
}
