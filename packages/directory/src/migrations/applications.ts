// Applications, who may use them, and their signing keys.
import type { Migration } from '@keyshift/postgres';

export const applications: Migration = {
  id: '003_applications',
  sql: `
      CREATE TABLE directory.application (
        id text PRIMARY KEY,
        name text NOT NULL CONSTRAINT application_name UNIQUE,
        label text NOT NULL,
        sso_path text NOT NULL CONSTRAINT application_sso_path UNIQUE,
        connector text NOT NULL CHECK (connector IN ('redshift', 'saml')),
        state text NOT NULL CHECK (state IN ('active', 'inactive')),
        entity_id text NOT NULL,
        acs_urls text[] NOT NULL CHECK (cardinality(acs_urls) > 0),
        audience text NOT NULL,
        name_id_format text NOT NULL,
        name_id_field text NOT NULL CHECK (name_id_field IN ('username', 'email')),
        attributes jsonb NOT NULL,
        sign text NOT NULL CHECK (sign IN ('assertion', 'response', 'both')),
        idp_initiated boolean NOT NULL,
        provider_arn text,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE directory.entitlement (
        application_id text NOT NULL REFERENCES directory.application ON DELETE CASCADE,
        group_id text NOT NULL REFERENCES directory.user_group ON DELETE CASCADE,
        role_arn text,
        position integer NOT NULL,
        PRIMARY KEY (application_id, group_id)
      );
      CREATE TABLE directory.application_key (
        id text PRIMARY KEY,
        application_id text NOT NULL REFERENCES directory.application ON DELETE CASCADE,
        certificate_pem text NOT NULL,
        sealed_private_key bytea NOT NULL,
        active boolean NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX one_active_key ON directory.application_key (application_id) WHERE active;`,
};
