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
  {
    id: '002_second_factor',
    // Between password and second factor there is no session, only this row: nothing else can be reached with it.
    sql: `
      ALTER TABLE idp.session
        ADD COLUMN methods text[] NOT NULL DEFAULT '{password}',
        ADD COLUMN proved_at timestamptz,
        ADD COLUMN idle_seconds integer NOT NULL DEFAULT 28800,
        ADD COLUMN address text NOT NULL DEFAULT '',
        ADD COLUMN user_agent text NOT NULL DEFAULT '';
      UPDATE idp.session SET proved_at = authenticated_at;
      ALTER TABLE idp.session ALTER COLUMN proved_at SET NOT NULL;
      CREATE UNIQUE INDEX session_by_index ON idp.session (session_index);
      ALTER TABLE idp.pending_request ADD COLUMN raw_query text;
      CREATE TABLE idp.half_login (
        visit_hash bytea PRIMARY KEY,
        person_id text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
        next text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE idp.challenge (
        id text PRIMARY KEY,
        holder text NOT NULL,
        challenge text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX challenge_by_age ON idp.challenge (created_at);`,
  },
  {
    id: '003_single_logout',
    sql: `
      CREATE TABLE idp.logout (
        id text PRIMARY KEY,
        state jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX logout_by_age ON idp.logout (created_at);`,
  },
  {
    id: '004_logout_once',
    // A LogoutRequest counts once; null for a logout that a person began here.
    sql: 'ALTER TABLE idp.logout ADD COLUMN request_key text UNIQUE;',
  },
  {
    id: '005_logout_browser',
    // Who goes on with a logout is the browser that began it; its id alone stands in messages to applications.
    sql: 'ALTER TABLE idp.logout ADD COLUMN browser_hash bytea UNIQUE;',
  },
];
