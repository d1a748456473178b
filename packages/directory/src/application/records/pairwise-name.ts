// Persistent NameIDs: one random value for each person at each application, made on first use and then kept.
// saml-core §8.3.7 – opaque, and never the same at two service providers.
import { randomText } from '@keyshift/base';
import type { StoreDeps } from '../../deps.ts';
import { storing } from '../../store-error.ts';

const LENGTH = 32;

// Of two first sign-ins at once, one inserts; the other's statement waits for it and then reads what it left.
const INSERT = `
  INSERT INTO directory.pairwise_name (application_id, person_id, value, created_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (application_id, person_id) DO UPDATE SET value = directory.pairwise_name.value
  RETURNING value`;

/** Throws `directory.not_found` if the person or the application is gone. */
export async function ensurePairwiseName(
  deps: StoreDeps,
  o: { applicationId: string; personId: string },
): Promise<string> {
  const { applicationId, personId } = o;
  const [row] = await storing({ kind: 'application or person', id: `${applicationId}, ${personId}` }, () =>
    deps.database.query<{ value: string }>(INSERT, [
      applicationId,
      personId,
      `_${randomText(LENGTH, deps.random)}`,
      deps.now(),
    ]),
  );
  if (row === undefined) throw new TypeError('the pairwise name was not returned');
  return row.value;
}
