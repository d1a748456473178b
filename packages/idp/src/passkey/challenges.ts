// WebAuthn challenges: random, for one holder, used once, five minutes.
import { type Now, newId, type RandomBytes } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import { addSeconds } from '../session/session-rules.ts';

export type Challenges = {
  /** `holder`: who may use it, a person's id or a visit. */
  create(holder: string): Promise<{ id: string; challenge: string }>;
  /** The challenge, which is gone then. */
  use(id: string, holder: string): Promise<string | undefined>;
};
const SECONDS = 300;
const CHALLENGE_BYTES = 32;

export function createChallenges(deps: { database: Database; now: Now; random: RandomBytes }): Challenges {
  const { database, now, random } = deps;
  return {
    async create(holder) {
      const id = newId('chl', random);
      const challenge = Buffer.from(random(CHALLENGE_BYTES)).toString('base64url');
      await database.query('DELETE FROM idp.challenge WHERE created_at < $1', [addSeconds(now(), -SECONDS)]);
      await database.query('INSERT INTO idp.challenge (id, holder, challenge, created_at) VALUES ($1, $2, $3, $4)', [
        id,
        holder,
        challenge,
        now(),
      ]);
      return { id, challenge };
    },
    async use(id, holder) {
      const [row] = await database.query<{ challenge: string }>(
        'DELETE FROM idp.challenge WHERE id = $1 AND holder = $2 AND created_at >= $3 RETURNING challenge',
        [id, holder, addSeconds(now(), -SECONDS)],
      );
      return row?.challenge;
    },
  };
}
