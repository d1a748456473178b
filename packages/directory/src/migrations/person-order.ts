// What a page of people walks along, in order of user name: the people of each word, and of each group; id 032.
import type { Migration } from '@keyshift/postgres';

export const personOrder: Migration = {
  id: '032_person_order',
  // The index of words gave people in no order, so that a page of a word that fits many had to read and sort them all.
  // A user name is unique and every page's order may be told by it, so it stands for the person here. Words compare by
  // their bytes, as prefixes do. The lock on the person makes a rename and a new membership wait for each other; a
  // person who is not there is the foreign key's to refuse.
  sql: `
    CREATE TABLE directory.person_word (
      word text COLLATE "C" NOT NULL,
      username text NOT NULL,
      PRIMARY KEY (word, username)
    );
    INSERT INTO directory.person_word (word, username)
      SELECT word, p.username FROM directory.person p, unnest(tsvector_to_array(p.search)) AS word;
    DROP INDEX directory.person_search;
    CREATE FUNCTION directory.add_words() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      INSERT INTO directory.person_word (word, username)
        SELECT word, c.username FROM changed c, unnest(tsvector_to_array(c.search)) AS word;
      RETURN NULL;
    END $body$;
    CREATE FUNCTION directory.remove_words() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      DELETE FROM directory.person_word w USING changed c, unnest(tsvector_to_array(c.search)) AS gone (word)
        WHERE w.word = gone.word AND w.username = c.username;
      RETURN NULL;
    END $body$;
    CREATE TRIGGER person_words_inserted AFTER INSERT ON directory.person REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory.add_words();
    CREATE TRIGGER person_words_deleted AFTER DELETE ON directory.person REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION directory.remove_words();

    ALTER TABLE directory.membership ADD username text;
    UPDATE directory.membership m SET username = p.username FROM directory.person p WHERE p.id = m.person_id;
    ALTER TABLE directory.membership ALTER username SET NOT NULL;
    CREATE INDEX membership_in_order ON directory.membership (group_id, username);
    DROP INDEX directory.membership_by_group;
    CREATE FUNCTION directory.name_member() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      SELECT p.username INTO NEW.username FROM directory.person p WHERE p.id = NEW.person_id FOR KEY SHARE;
      NEW.username := coalesce(NEW.username, '');
      RETURN NEW;
    END $body$;
    CREATE TRIGGER membership_named BEFORE INSERT ON directory.membership
      FOR EACH ROW EXECUTE FUNCTION directory.name_member();

    CREATE FUNCTION directory.rename_words() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      DELETE FROM directory.person_word w WHERE w.username = OLD.username
        AND w.word = ANY (tsvector_to_array(OLD.search));
      INSERT INTO directory.person_word (word, username)
        SELECT word, NEW.username FROM unnest(tsvector_to_array(NEW.search)) AS word;
      IF NEW.username <> OLD.username THEN
        UPDATE directory.membership SET username = NEW.username WHERE person_id = NEW.id;
      END IF;
      RETURN NULL;
    END $body$;
    CREATE TRIGGER person_words_changed AFTER UPDATE OF username, search ON directory.person FOR EACH ROW
      WHEN (OLD.username <> NEW.username OR OLD.search <> NEW.search)
      EXECUTE FUNCTION directory.rename_words();`,
};
