// Password hashes and counted sign-in attempts.
import type { Migration } from '@keyshift/postgres';

export const passwords: Migration = {
  id: '002_credentials',
  // An attempt is counted before the password is looked at, so that parallel guesses cannot slip past the lock.
  sql: `
      CREATE TABLE directory.password (
        person_id text PRIMARY KEY REFERENCES directory.person ON DELETE CASCADE,
        hash text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE TABLE directory.sign_in_attempt (
        subject text PRIMARY KEY,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL,
        locked_until timestamptz NOT NULL
      );`,
};
