// The tables of the schema `directory`, in the order they came.
import type { Migration } from '@keyshift/postgres';
import { applicationMigrations } from './migrations/applications.ts';
import { auditMigrations } from './migrations/audit.ts';

export const directoryMigrations: readonly Migration[] = [
  {
    id: '001_people_and_groups',
    sql: `
      CREATE TABLE directory.person (
        id text PRIMARY KEY,
        username text NOT NULL CONSTRAINT person_username UNIQUE,
        display_name text NOT NULL,
        email text NOT NULL CONSTRAINT person_email UNIQUE,
        state text NOT NULL CHECK (state IN ('staged', 'active', 'suspended')),
        admin boolean NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE directory.user_group (
        id text PRIMARY KEY,
        name text NOT NULL CONSTRAINT group_name UNIQUE,
        description text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE directory.membership (
        group_id text NOT NULL REFERENCES directory.user_group ON DELETE CASCADE,
        person_id text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
        PRIMARY KEY (person_id, group_id)
      );
      CREATE INDEX membership_by_group ON directory.membership (group_id);`,
  },
  {
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
  },
  {
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
  },
  {
    id: '004_audit',
    // The one head row serialises writers: each entry's hash covers the hash before it.
    sql: `
      CREATE TABLE directory.audit (
        sequence bigint PRIMARY KEY,
        entry text NOT NULL,
        hash bytea NOT NULL
      );
      CREATE TABLE directory.audit_head (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        sequence bigint NOT NULL,
        hash bytea NOT NULL
      );
      INSERT INTO directory.audit_head (sequence, hash) VALUES (0, sha256('keyshift audit'));
      CREATE FUNCTION directory.append_audit(entries text[]) RETURNS void LANGUAGE plpgsql AS $body$
      DECLARE
        head directory.audit_head;
        one text;
      BEGIN
        SELECT * INTO STRICT head FROM directory.audit_head FOR UPDATE;
        FOREACH one IN ARRAY entries LOOP
          head.sequence := head.sequence + 1;
          head.hash := sha256(head.hash || convert_to(one, 'UTF8'));
          INSERT INTO directory.audit (sequence, entry, hash) VALUES (head.sequence, one, head.hash);
        END LOOP;
        UPDATE directory.audit_head SET sequence = head.sequence, hash = head.hash;
      END $body$;`,
  },
  {
    id: '005_access',
    // All that a sign-in to one application needs, for one round trip. In plpgsql, because it keeps its plans: as an SQL
    // function every call would plan five queries anew.
    sql: `
      CREATE FUNCTION directory.access(of_person text, at_sso_path text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $body$
      BEGIN
        RETURN (SELECT jsonb_build_object(
          'person', (
            SELECT jsonb_build_object('id', p.id, 'username', p.username, 'displayName', p.display_name,
              'email', p.email, 'state', p.state, 'admin', p.admin)
            FROM directory.person p WHERE p.id = of_person),
          'application', (
            SELECT jsonb_build_object('id', a.id, 'name', a.name, 'label', a.label, 'ssoPath', a.sso_path,
              'connector', a.connector, 'state', a.state, 'entityId', a.entity_id, 'acsUrls', to_jsonb(a.acs_urls),
              'audience', a.audience, 'nameIdFormat', a.name_id_format, 'nameIdField', a.name_id_field,
              'attributes', a.attributes, 'sign', a.sign, 'idpInitiated', a.idp_initiated,
              'providerArn', a.provider_arn)
            FROM directory.application a WHERE a.sso_path = at_sso_path),
          'keyId', (
            SELECT k.id FROM directory.application_key k JOIN directory.application a ON a.id = k.application_id
            WHERE a.sso_path = at_sso_path AND k.active),
          'memberships', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('groupId', g.id, 'groupName', g.name) ORDER BY g.name), '[]')
            FROM directory.membership m JOIN directory.user_group g ON g.id = m.group_id
            WHERE m.person_id = of_person),
          'entitlements', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('groupId', g.id, 'groupName', g.name, 'roleArn', e.role_arn,
              'position', e.position) ORDER BY e.position, g.name), '[]')
            FROM directory.entitlement e
            JOIN directory.user_group g ON g.id = e.group_id
            JOIN directory.application a ON a.id = e.application_id
            WHERE a.sso_path = at_sso_path)));
      END $body$;`,
  },
  {
    // Local to this branch: the columns come with the migrations of people.
    id: '010_person_columns_of_branch',
    sql: `
      ALTER TABLE directory.person
        ADD COLUMN role text,
        ADD COLUMN profile jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN custom jsonb NOT NULL DEFAULT '{}';`,
  },
  ...applicationMigrations,
  ...auditMigrations,
];
