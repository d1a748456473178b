// People, groups and who belongs where.
import type { Migration } from '@keyshift/postgres';

export const peopleAndGroups: Migration = {
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
};
