// Second factors in PostgreSQL: each change and its audit entry are one transaction.
import type { Secret } from '@keyshift/base';
import { appendEntries } from '../append-entries.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { lockPerson } from '../person/columns.ts';
import type { Factor, FactorKind } from './factor-rules.ts';
import {
  addPasskey,
  findByUserHandle,
  findPasskey,
  findPasskeysOf,
  type Passkey,
  type PasskeyInput,
  useCounter,
  userHandleOf,
} from './passkeys.ts';
import { renewCodes, useRecoveryCode } from './recovery-codes.ts';
import { type AddedFactor, confirmTotp, startTotp, type TotpEnrolment, useTotp } from './totp.ts';

export type Factors = {
  /** In order of age; recovery codes with how many are left. */
  list(personId: string): Promise<Factor[]>;
  /** Which kinds can be asked for at sign-in; empty if there is no second factor. */
  kinds(personId: string): Promise<FactorKind[]>;
  /** With the last real factor its recovery codes go. Throws `directory.not_found`. */
  remove(personId: string, factorId: string, actor: string): Promise<void>;
  /** Throws `directory.not_found`, `directory.too_many_factors`. */
  startTotp(personId: string, o: { issuer: string }): Promise<TotpEnrolment>;
  /** Throws `directory.enrolment_gone`, `directory.code_wrong`, `directory.too_many_tries`, `directory.invalid`. */
  confirmTotp(personId: string, o: { enrolmentId: string; code: string; name: string }): Promise<AddedFactor>;
  /** Accepts each code once; gives the factor's id. Throws `directory.code_wrong`, `directory.too_many_tries`. */
  useTotp(personId: string, code: string): Promise<string>;
  /** Throws `directory.code_wrong`, `directory.too_many_tries`. */
  useRecoveryCode(personId: string, code: string): Promise<{ remaining: number }>;
  /** Throws `directory.no_factor`, `directory.not_found`. */
  renewRecoveryCodes(personId: string, actor: string): Promise<Secret[]>;
  /** Throws `directory.taken`, `directory.too_many_factors`, `directory.invalid`, `directory.not_found`. */
  addPasskey(personId: string, passkey: PasskeyInput): Promise<AddedFactor>;
  passkeysOf(personId: string): Promise<Passkey[]>;
  findByCredentialId(credentialId: string): Promise<Passkey | undefined>;
  /** After the answer was verified. Throws `directory.passkey_cloned`, `directory.not_found`. */
  updateCounter(credentialId: string, counter: number): Promise<void>;
  /** 32 random bytes, always the same for a person. Throws `directory.not_found`. */
  userHandle(personId: string): Promise<Uint8Array>;
  /** The id of the person with that handle. */
  findByUserHandle(handle: Uint8Array): Promise<string | undefined>;
};

type Row = Omit<Factor, 'remaining'> & { remaining: number };

async function list(deps: StoreDeps, personId: string): Promise<Factor[]> {
  const rows = await deps.database.query<Row>(
    `SELECT f.id, f.kind, f.name, f.created_at AS "createdAt", f.last_used_at AS "lastUsedAt",
       (SELECT count(*) FROM directory.recovery_code c WHERE c.factor_id = f.id)::integer AS remaining
     FROM directory.factor f WHERE f.person_id = $1 ORDER BY f.kind = 'recovery_codes', f.created_at, f.id`,
    [personId],
  );
  return rows.map(({ remaining, ...factor }) => (factor.kind === 'recovery_codes' ? { ...factor, remaining } : factor));
}

async function kinds(deps: StoreDeps, personId: string): Promise<FactorKind[]> {
  const rows = await deps.database.query<{ kind: FactorKind }>(
    'SELECT DISTINCT kind FROM directory.factor WHERE person_id = $1 ORDER BY kind DESC',
    [personId],
  );
  return rows.map(({ kind }) => kind);
}

async function remove(deps: StoreDeps, o: { personId: string; factorId: string; actor: string }): Promise<void> {
  const { personId, factorId, actor } = o;
  await deps.database.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const [factor] = await tx.query<{ kind: FactorKind; name: string }>(
      'DELETE FROM directory.factor WHERE id = $1 AND person_id = $2 RETURNING kind, name',
      [factorId, personId],
    );
    if (factor === undefined) throw directoryErrors.notFound({ kind: 'factor', id: factorId });
    await tx.query(
      `DELETE FROM directory.factor WHERE person_id = $1 AND NOT EXISTS (
         SELECT 1 FROM directory.factor WHERE person_id = $1 AND kind <> 'recovery_codes')`,
      [personId],
    );
    const details = { factorId, ...factor };
    await appendEntries(tx, [{ actor, action: 'factor.removed', target: personId, details }], deps.now());
  });
}

export function createFactors(deps: StoreDeps): Factors {
  return {
    list: (personId) => list(deps, personId),
    kinds: (personId) => kinds(deps, personId),
    remove: (personId, factorId, actor) => remove(deps, { personId, factorId, actor }),
    startTotp: (personId, o) => startTotp(deps, { ...o, personId }),
    confirmTotp: (personId, o) => confirmTotp(deps, { ...o, personId }),
    useTotp: (personId, code) => useTotp(deps, { personId, code }),
    useRecoveryCode: (personId, code) => useRecoveryCode(deps, { personId, code }),
    renewRecoveryCodes: (personId, actor) => renewCodes(deps, { personId, actor }),
    addPasskey: (personId, passkey) => addPasskey(deps, { ...passkey, personId }),
    passkeysOf: (personId) => findPasskeysOf(deps.database, personId),
    findByCredentialId: (credentialId) => findPasskey(deps.database, credentialId),
    updateCounter: (credentialId, counter) => useCounter(deps, { credentialId, counter }),
    userHandle: (personId) => userHandleOf(deps, personId),
    findByUserHandle: (handle) => findByUserHandle(deps.database, handle),
  };
}
