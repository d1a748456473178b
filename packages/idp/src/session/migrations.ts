// The tables of the schema `idp`. Cookie values are never stored, only their SHA-256.
import type { Migration } from '@keyshift/postgres';

export const idpMigrations: readonly Migration[] = [
  {
    id: '001_sessions',
    sql: `
      CREATE TABLE idp.session (
        id_hash bytea PRIMARY KEY,
        session_index text NOT NULL,
        person_id text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
        authenticated_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_by_expiry ON idp.session (expires_at);
      CREATE INDEX session_by_person ON idp.session (person_id);
      CREATE TABLE idp.pending_request (
        id text PRIMARY KEY,
        visit_hash bytea NOT NULL,
        sso_path text NOT NULL,
        binding text NOT NULL CHECK (binding IN ('redirect', 'post')),
        saml_request text NOT NULL,
        relay_state text,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX pending_request_by_age ON idp.pending_request (created_at);`,
  },
];
