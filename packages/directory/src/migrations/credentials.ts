// Old password hashes that may not come back, and one-time tokens.
import type { Migration } from '@keyshift/postgres';

export const credentials: Migration = {
  id: '013_credentials',
  // Only a token's SHA-256 is stored: it is 256 random bits, so nobody finds it from the hash. One per person.
  sql: `
    CREATE TABLE directory.password_history (
      sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
      hash text NOT NULL,
      replaced_at timestamptz NOT NULL
    );
    CREATE INDEX password_history_by_person ON directory.password_history (person_id, sequence DESC);
    CREATE TABLE directory.one_time_token (
      hash bytea PRIMARY KEY,
      person_id text NOT NULL CONSTRAINT token_person UNIQUE REFERENCES directory.person ON DELETE CASCADE,
      purpose text NOT NULL CHECK (purpose IN ('set_password')),
      expires_at timestamptz NOT NULL
    );`,
};
