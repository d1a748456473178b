// Pictures of applications, as PNG named by their own hash: the same picture is stored once and never changes.
import { createHash } from 'node:crypto';
import type { Database, Queryable } from '@keyshift/postgres';
import type { StoreDeps } from '../../deps.ts';
import { directoryErrors } from '../../errors.ts';
import type { Application } from '../application.ts';
import { editApplication } from './update.ts';

const MOST_BYTES = 512 * 1_024;
const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export async function dropUnusedLogos(tx: Queryable): Promise<void> {
  await tx.query(
    `DELETE FROM directory.logo l
     WHERE NOT EXISTS (SELECT 1 FROM directory.application a WHERE a.logo_id = l.id)`,
  );
}

function checkPng(png: Uint8Array): void {
  const isPng = png.length > PNG_SIGNATURE.length && PNG_SIGNATURE.equals(png.subarray(0, PNG_SIGNATURE.length));
  if (!isPng) throw directoryErrors.logoInvalid({ why: 'it is not a PNG picture' });
  if (png.length > MOST_BYTES) throw directoryErrors.logoInvalid({ why: 'it is larger than 512 KiB' });
}

/** `png` null goes back to the colour. Throws `directory.logo_invalid`, `directory.not_found`. */
export function setLogo(
  deps: StoreDeps,
  id: string,
  o: { png: Uint8Array | null; actor: string },
): Promise<Application> {
  const { png, actor } = o;
  if (png !== null) checkPng(png);
  const at = deps.now();
  const logoId = png === null ? null : createHash('sha256').update(png).digest('hex').slice(0, 40);
  return deps.database.transaction(async (tx) => {
    if (png !== null) {
      await tx.query('INSERT INTO directory.logo (id, png, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        logoId,
        Buffer.from(png),
        at,
      ]);
    }
    const edit = (before: Application) => ({ ...before, logoId });
    const after = await editApplication(tx, { id, actor, action: 'application.logo_changed', at, edit });
    await dropUnusedLogos(tx);
    return after;
  });
}

/** The PNG. Throws `directory.not_found`. */
export async function getLogo(database: Database, id: string): Promise<Buffer> {
  const [row] = await database.query<{ png: Buffer }>('SELECT png FROM directory.logo WHERE id = $1', [id]);
  if (row === undefined) throw directoryErrors.notFound({ kind: 'picture', id });
  return row.png;
}
