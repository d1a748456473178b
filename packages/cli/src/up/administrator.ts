// The administrator who is made on first start; the password is random and shown by `keyshift info`.
import type { Directory } from '@keyshift/directory';
import type { Secrets } from '../data/secrets.ts';

export const ADMINISTRATOR = 'admin';
const ACTOR = 'keyshift up';

export async function ensureAdministrator({ people }: Directory, secrets: Secrets): Promise<void> {
  const existing = await people.find(ADMINISTRATOR);
  if (existing !== undefined && existing.state !== 'staged') return;
  const staged =
    existing ??
    (await people.create(
      {
        username: ADMINISTRATOR,
        displayName: 'Administrator',
        email: 'admin@localhost.localdomain',
        role: 'owner',
        state: 'staged',
      },
      ACTOR,
    ));
  await people.setPassword(staged.id, await secrets.passwordFor(ADMINISTRATOR), ACTOR);
  await people.setState(staged.id, 'active', ACTOR);
}
