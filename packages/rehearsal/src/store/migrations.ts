// The tables of the rehearsal, in schema `rehearsal`.
import type { Migration } from '@keyshift/postgres';

export const SCHEMA = 'rehearsal';

export const MIGRATIONS: readonly Migration[] = [
  {
    id: '001_resources',
    sql: `
      CREATE TABLE rehearsal.resource (
        kind text NOT NULL,
        id text NOT NULL,
        body jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (kind, id)
      );
      CREATE TABLE rehearsal.assertion_use (
        issuer text NOT NULL,
        assertion_id text NOT NULL,
        role_arn text NOT NULL,
        not_after timestamptz NOT NULL,
        PRIMARY KEY (issuer, assertion_id, role_arn)
      );
      CREATE INDEX assertion_use_not_after ON rehearsal.assertion_use (not_after);
      CREATE TABLE rehearsal.database_credential (
        cluster text NOT NULL,
        user_name text NOT NULL,
        password_sha256 text NOT NULL,
        "grant" jsonb NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (cluster, user_name, password_sha256)
      );
      CREATE INDEX database_credential_expires_at ON rehearsal.database_credential (expires_at);`,
  },
  {
    id: '002_trail',
    // Whole seconds, as CloudTrail has them; the sequence orders what happened within one.
    sql: `
      CREATE TABLE rehearsal.trail_event (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL,
        name text NOT NULL,
        record text NOT NULL
      );
      CREATE INDEX trail_event_at ON rehearsal.trail_event (at);`,
  },
];
