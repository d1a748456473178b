// Roles instead of one kind of administrator, profile, custom attributes, versions.
import type { Migration } from '@keyshift/postgres';

export const personProfile: Migration = {
  id: '010_person_profile',
  sql: `
    ALTER TABLE directory.person
      ADD role text CONSTRAINT person_role CHECK (role IN ('owner', 'admin', 'help_desk', 'read_only')),
      ADD profile jsonb NOT NULL DEFAULT '{}',
      ADD custom jsonb NOT NULL DEFAULT '{}',
      ADD version integer NOT NULL DEFAULT 1,
      ADD updated_at timestamptz,
      ADD last_sign_in_at timestamptz;
    UPDATE directory.person SET role = CASE WHEN admin THEN 'owner' END, updated_at = created_at;
    ALTER TABLE directory.person ALTER updated_at SET NOT NULL, DROP admin;
    ALTER TABLE directory.user_group ADD version integer NOT NULL DEFAULT 1;
    CREATE OR REPLACE FUNCTION directory.access(of_person text, at_sso_path text) RETURNS jsonb
    LANGUAGE plpgsql STABLE AS $body$
    BEGIN
      RETURN (SELECT jsonb_build_object(
        'person', (
          SELECT jsonb_build_object('id', p.id, 'username', p.username, 'displayName', p.display_name,
            'email', p.email, 'state', p.state, 'role', p.role, 'profile', p.profile, 'custom', p.custom)
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
};
