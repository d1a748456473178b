// Recovery codes: ten random words for the day the phone is gone, each good once.
import { createHash } from 'node:crypto';
import { newId, type RandomBytes, randomText, Secret } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../append-entries.ts';
import { claimAttempt, FACTOR_LIMITS, forgiveAttempts } from '../credential/attempts.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { lockPerson } from '../person/columns.ts';
import { insertFactor, RECOVERY_NAME } from './factor-rules.ts';

const CODES = 10;
// 60 random bits.
const CODE_LENGTH = 12;
const SHAPE = /^[0-9a-hjkmnp-tv-z]{12}$/;

// SHA-256 and not a slow hash: that is for passwords, which people choose among few; nobody tries 2^60 random codes.
function hashOf(personId: string, code: string): Buffer {
  return createHash('sha256').update(`${personId} ${code}`).digest();
}

/** What somebody copied from paper: case, hyphens and the letters that look like digits do not matter. */
function canonical(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
}

function present(code: string): Secret {
  return new Secret(code.replace(/(.{4})(?=.)/g, '$1-'));
}

type Making = { personId: string; at: Date; random: RandomBytes };

async function makeCodes(tx: Queryable, o: Making): Promise<Secret[]> {
  const { personId, at, random } = o;
  await tx.query(`DELETE FROM directory.factor WHERE person_id = $1 AND kind = 'recovery_codes'`, [personId]);
  const id = newId('fac', random);
  await insertFactor(tx, { id, personId, kind: 'recovery_codes', name: RECOVERY_NAME, at });
  const codes = Array.from({ length: CODES }, () => randomText(CODE_LENGTH, random));
  await tx.query('INSERT INTO directory.recovery_code (factor_id, hash) SELECT $1, unnest($2::bytea[])', [
    id,
    codes.map((code) => hashOf(personId, code)),
  ]);
  return codes.map(present);
}

/** With the person's first factor; null if there are codes already. Call it with the person's row locked. */
export async function makeFirstCodes(tx: Queryable, o: Making): Promise<Secret[] | null> {
  const existing = await tx.query(`SELECT 1 FROM directory.factor WHERE person_id = $1 AND kind = 'recovery_codes'`, [
    o.personId,
  ]);
  return existing.length > 0 ? null : makeCodes(tx, o);
}

/** New codes; the old ones no longer work. Throws `directory.no_factor`, `directory.not_found`. */
export async function renewCodes(deps: StoreDeps, o: { personId: string; actor: string }): Promise<Secret[]> {
  const { personId, actor } = o;
  const at = deps.now();
  return deps.database.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const [other] = await tx.query(
      `SELECT 1 FROM directory.factor WHERE person_id = $1 AND kind <> 'recovery_codes' LIMIT 1`,
      [personId],
    );
    if (other === undefined) throw directoryErrors.noFactor();
    const codes = await makeCodes(tx, { personId, at, random: deps.random });
    await appendEntries(tx, [{ actor, action: 'factor.codes_renewed', target: personId }], at);
    return codes;
  });
}

/** Uses a code up; of many uses at once, one succeeds. Throws `directory.code_wrong`, `directory.too_many_tries`. */
export async function useRecoveryCode(
  deps: StoreDeps,
  o: { personId: string; code: string },
): Promise<{ remaining: number }> {
  const { personId } = o;
  const subject = `factor:${personId}`;
  const at = deps.now();
  if (!(await claimAttempt(deps.database, { subject, limits: FACTOR_LIMITS, now: at }))) {
    throw directoryErrors.tooManyTries();
  }
  const code = canonical(o.code);
  if (!SHAPE.test(code)) throw directoryErrors.codeWrong();
  const remaining = await deps.database.transaction(async (tx) => {
    const used = await tx.query<{ factorId: string }>(
      `DELETE FROM directory.recovery_code c USING directory.factor f
       WHERE f.id = c.factor_id AND f.person_id = $1 AND c.hash = $2 RETURNING f.id AS "factorId"`,
      [personId, hashOf(personId, code)],
    );
    const [one] = used;
    if (one === undefined) throw directoryErrors.codeWrong();
    await tx.query('UPDATE directory.factor SET last_used_at = $2 WHERE id = $1', [one.factorId, at]);
    const left = await tx.query('SELECT 1 FROM directory.recovery_code WHERE factor_id = $1', [one.factorId]);
    const details = { remaining: left.length };
    await appendEntries(tx, [{ actor: personId, action: 'factor.code_used', target: personId, details }], at);
    return left.length;
  });
  await forgiveAttempts(deps.database, subject);
  return { remaining };
}
