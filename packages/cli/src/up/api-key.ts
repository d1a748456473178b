// The admin API's key for other commands of the same user: made on first start, renewed when it no longer works.
import { Secret } from '@keyshift/base';
import { API_SCOPES, type Directory } from '@keyshift/directory';
import { findJson } from '../data/find-json.ts';
import type { DataFolder } from '../data/folder.ts';
import { writePrivateJson } from '../data/write-private-json.ts';
import { ADMINISTRATOR } from './administrator.ts';

const DAYS = 365;

export async function ensureApiKey({ people, apiKeys }: Directory, folder: DataFolder): Promise<void> {
  const stored = await findJson<{ key: string }>(folder.apiKey);
  if (stored !== undefined && (await apiKeys.find(new Secret(stored.key))) !== undefined) return;
  const administrator = await people.find(ADMINISTRATOR);
  // Somebody took the account away on purpose; then this machine gets no key in its name.
  if (administrator?.state !== 'active' || administrator.role !== 'owner') return;
  const { secret } = await apiKeys.create({
    name: 'keyshift commands on this machine',
    scopes: API_SCOPES,
    days: DAYS,
    createdBy: administrator.id,
    allowedScopes: API_SCOPES,
  });
  await writePrivateJson(folder.apiKey, { key: secret.reveal() });
}
