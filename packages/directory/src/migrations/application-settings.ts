// Applications of every kind, their keys' life, logos and pairwise names; ids 020 to 023.
import type { Migration } from '@keyshift/postgres';

export const applicationMigrations: readonly Migration[] = [
  {
    id: '020_application_settings',
    // What the SSO tab edits is one document: it is read, compared and written as a whole.
    sql: `
      CREATE TABLE directory.logo (
        id text PRIMARY KEY,
        png bytea NOT NULL,
        created_at timestamptz NOT NULL
      );
      ALTER TABLE directory.application
        ADD COLUMN kind text NOT NULL DEFAULT 'saml' CHECK (kind IN ('saml', 'bookmark')),
        ADD COLUMN description text NOT NULL DEFAULT '',
        ADD COLUMN colour text NOT NULL DEFAULT '#006CAC',
        ADD COLUMN show_in_portal boolean NOT NULL DEFAULT true,
        ADD COLUMN bookmark_url text,
        ADD COLUMN logo_id text REFERENCES directory.logo,
        ADD COLUMN settings jsonb,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN updated_at timestamptz,
        DROP CONSTRAINT application_connector_check;
      UPDATE directory.application a SET
        updated_at = a.created_at,
        settings = jsonb_build_object(
          'entityId', a.entity_id,
          'audience', a.audience,
          'acs', (
            SELECT jsonb_agg(jsonb_build_object('index', n - 1, 'isDefault', n = 1, 'url', url) ORDER BY n)
            FROM unnest(a.acs_urls) WITH ORDINALITY AS one(url, n)),
          'nameIdFormat', CASE WHEN a.name_id_format ~ ':(unspecified|emailAddress|persistent|transient)$'
            THEN regexp_replace(a.name_id_format, '^.*:', '') ELSE 'unspecified' END,
          'nameIdField', a.name_id_field,
          'nameIdPairwise', false,
          'sign', a.sign,
          'encryption', 'none',
          'encryptionCertificate', NULL,
          'requestCertificates', '[]'::jsonb,
          'requireSignedRequests', false,
          'idpInitiated', a.idp_initiated,
          'defaultRelayState', NULL,
          'loginUrl', NULL,
          'slo', NULL,
          'attributes', a.attributes,
          'providerArn', a.provider_arn);
      ALTER TABLE directory.application
        ALTER COLUMN settings SET NOT NULL,
        ALTER COLUMN updated_at SET NOT NULL,
        ALTER COLUMN kind DROP DEFAULT,
        ALTER COLUMN colour DROP DEFAULT,
        DROP COLUMN entity_id,
        DROP COLUMN acs_urls,
        DROP COLUMN audience,
        DROP COLUMN name_id_format,
        DROP COLUMN name_id_field,
        DROP COLUMN attributes,
        DROP COLUMN sign,
        DROP COLUMN idp_initiated,
        DROP COLUMN provider_arn;
      CREATE INDEX application_by_label ON directory.application (lower(label), id);
      CREATE INDEX application_by_logo ON directory.application (logo_id);
      CREATE INDEX entitlement_by_group ON directory.entitlement (group_id);`,
  },
  {
    id: '021_key_states',
    sql: `
      ALTER TABLE directory.application_key ADD COLUMN state text
        CHECK (state IN ('staged', 'published', 'active', 'retiring', 'retired'));
      UPDATE directory.application_key SET state = CASE WHEN active THEN 'active' ELSE 'retired' END;
      ALTER TABLE directory.application_key ALTER COLUMN state SET NOT NULL, DROP COLUMN active;
      CREATE UNIQUE INDEX one_active_key ON directory.application_key (application_id) WHERE state = 'active';
      CREATE INDEX key_by_application ON directory.application_key (application_id);`,
  },
  {
    id: '022_pairwise_names',
    sql: `
      CREATE TABLE directory.pairwise_name (
        application_id text NOT NULL REFERENCES directory.application ON DELETE CASCADE,
        person_id text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
        value text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (application_id, person_id)
      );
      CREATE INDEX pairwise_name_by_person ON directory.pairwise_name (person_id);`,
  },
  {
    id: '023_access',
    // As 005, with the application's document and the person's profile. The application is looked up once.
    sql: `
      CREATE OR REPLACE FUNCTION directory.access(of_person text, at_sso_path text) RETURNS jsonb
      LANGUAGE plpgsql STABLE AS $body$
      DECLARE
        app directory.application;
      BEGIN
        SELECT * INTO app FROM directory.application a WHERE a.sso_path = at_sso_path;
        RETURN (SELECT jsonb_build_object(
          'person', (
            SELECT jsonb_build_object('id', p.id, 'username', p.username, 'displayName', p.display_name,
              'email', p.email, 'state', p.state, 'role', p.role, 'profile', p.profile, 'custom', p.custom)
            FROM directory.person p WHERE p.id = of_person),
          'application', CASE WHEN app.id IS NOT NULL THEN app.settings || jsonb_build_object('id', app.id,
            'name', app.name, 'kind', app.kind, 'connector', app.connector, 'ssoPath', app.sso_path,
            'state', app.state, 'label', app.label) END,
          'keyId', (
            SELECT k.id FROM directory.application_key k WHERE k.application_id = app.id AND k.state = 'active'),
          'pairwiseName', (
            SELECT n.value FROM directory.pairwise_name n
            WHERE n.application_id = app.id AND n.person_id = of_person),
          'memberships', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('groupId', g.id, 'groupName', g.name) ORDER BY g.name), '[]')
            FROM directory.membership m JOIN directory.user_group g ON g.id = m.group_id
            WHERE m.person_id = of_person),
          'entitlements', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('groupId', g.id, 'groupName', g.name, 'roleArn', e.role_arn,
              'position', e.position) ORDER BY e.position, g.name), '[]')
            FROM directory.entitlement e JOIN directory.user_group g ON g.id = e.group_id
            WHERE e.application_id = app.id)));
      END $body$;`,
  },
];
