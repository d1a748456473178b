// API keys: only the SHA-256 of a secret is stored.
import type { Migration } from '@keyshift/postgres';

export const apiKeys: Migration = {
  id: '016_api_keys',
  sql: `
    CREATE TABLE directory.api_key (
      id text PRIMARY KEY,
      name text NOT NULL,
      hash bytea NOT NULL,
      scopes text[] NOT NULL,
      created_by text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      last_used_at timestamptz
    );
    CREATE INDEX api_key_by_creator ON directory.api_key (created_by);`,
};
