// How many people there are and how many each group has, kept by triggers: counting a million rows is never quick.
import type { Migration } from '@keyshift/postgres';

export const counts: Migration = {
  id: '012_counts',
  // Statement triggers, so that an import of thousands touches each counter once. Group rows are locked in order of id,
  // so that two writers cannot wait for each other.
  sql: `
    CREATE TABLE directory.person_count (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      people bigint NOT NULL
    );
    INSERT INTO directory.person_count (people) SELECT count(*) FROM directory.person;
    CREATE FUNCTION directory.count_people() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        UPDATE directory.person_count SET people = people + (SELECT count(*) FROM changed);
      ELSE
        UPDATE directory.person_count SET people = people - (SELECT count(*) FROM changed);
      END IF;
      RETURN NULL;
    END $body$;
    CREATE TRIGGER person_inserted AFTER INSERT ON directory.person REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory.count_people();
    CREATE TRIGGER person_deleted AFTER DELETE ON directory.person REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory.count_people();

    ALTER TABLE directory.user_group ADD member_count bigint NOT NULL DEFAULT 0;
    UPDATE directory.user_group g SET member_count = (SELECT count(*) FROM directory.membership m WHERE m.group_id = g.id);
    CREATE FUNCTION directory.count_members() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      PERFORM 1 FROM directory.user_group WHERE id IN (SELECT group_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
      UPDATE directory.user_group g
      SET member_count = member_count + CASE TG_OP WHEN 'INSERT' THEN c.n ELSE -c.n END
      FROM (SELECT group_id, count(*) AS n FROM changed GROUP BY group_id) c WHERE c.group_id = g.id;
      RETURN NULL;
    END $body$;
    CREATE TRIGGER membership_inserted AFTER INSERT ON directory.membership REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory.count_members();
    CREATE TRIGGER membership_deleted AFTER DELETE ON directory.membership REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory.count_members();`,
};
