// Second factors: authenticator apps, passkeys, recovery codes.
import type { Migration } from '@keyshift/postgres';

export const factors: Migration = {
  id: '014_factors',
  sql: `
    CREATE TABLE directory.factor (
      id text PRIMARY KEY,
      person_id text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('totp', 'passkey', 'recovery_codes')),
      name text NOT NULL,
      created_at timestamptz NOT NULL,
      last_used_at timestamptz
    );
    CREATE INDEX factor_by_person ON directory.factor (person_id);
    CREATE UNIQUE INDEX one_set_of_codes ON directory.factor (person_id) WHERE kind = 'recovery_codes';
    CREATE TABLE directory.totp (
      factor_id text PRIMARY KEY REFERENCES directory.factor ON DELETE CASCADE,
      sealed_secret bytea NOT NULL,
      last_step bigint NOT NULL
    );
    CREATE TABLE directory.totp_enrolment (
      id text PRIMARY KEY,
      person_id text NOT NULL CONSTRAINT enrolment_person UNIQUE REFERENCES directory.person ON DELETE CASCADE,
      sealed_secret bytea NOT NULL,
      expires_at timestamptz NOT NULL
    );
    CREATE TABLE directory.passkey (
      factor_id text PRIMARY KEY REFERENCES directory.factor ON DELETE CASCADE,
      credential_id text NOT NULL CONSTRAINT passkey_credential UNIQUE,
      public_key bytea NOT NULL,
      counter bigint NOT NULL,
      transports text[] NOT NULL,
      backed_up boolean NOT NULL
    );
    CREATE TABLE directory.recovery_code (
      factor_id text NOT NULL REFERENCES directory.factor ON DELETE CASCADE,
      hash bytea NOT NULL,
      PRIMARY KEY (factor_id, hash)
    );
    CREATE TABLE directory.user_handle (
      person_id text PRIMARY KEY REFERENCES directory.person ON DELETE CASCADE,
      handle bytea NOT NULL UNIQUE
    );`,
};
