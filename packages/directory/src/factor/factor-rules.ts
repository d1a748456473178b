// Second factors as people see them, and how many of them there may be.
import type { Queryable } from '@keyshift/postgres';
import { directoryErrors } from '../errors.ts';
import { checkFields, isPlainText } from '../field-rules.ts';

export type FactorKind = 'totp' | 'passkey' | 'recovery_codes';
export type Factor = {
  id: string;
  kind: FactorKind;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** Recovery codes only. */
  remaining?: number;
};

export const RECOVERY_NAME = 'Recovery codes';
const MOST_FACTORS = 10;

/** The name as it will be stored. Throws `directory.invalid`. */
export function checkFactorName(typed: string): string {
  const name = typed.trim();
  checkFields('factor', [
    {
      field: 'name',
      holds: name !== '' && isPlainText(name, 60),
      why: 'it is empty, longer than 60 characters, or has control characters',
      fix: 'name the device, "phone" for instance',
    },
  ]);
  return name;
}

/** Call it with the person's row locked. Recovery codes do not count. Throws `directory.too_many_factors`. */
export async function checkRoom(tx: Queryable, personId: string): Promise<void> {
  const [row] = await tx.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM directory.factor WHERE person_id = $1 AND kind <> 'recovery_codes'`,
    [personId],
  );
  if ((row?.n ?? 0) >= MOST_FACTORS) throw directoryErrors.tooManyFactors({ most: MOST_FACTORS });
}

export async function insertFactor(
  tx: Queryable,
  o: { id: string; personId: string; kind: FactorKind; name: string; at: Date },
): Promise<void> {
  await tx.query('INSERT INTO directory.factor (id, person_id, kind, name, created_at) VALUES ($1, $2, $3, $4, $5)', [
    o.id,
    o.personId,
    o.kind,
    o.name,
    o.at,
  ]);
}
