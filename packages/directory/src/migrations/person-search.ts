// Columns and indexes of the list of people: words to search, a name to sort by, one order index per sort.
import type { Migration } from '@keyshift/postgres';

export const personSearch: Migration = {
  id: '011_person_search',
  // The application writes both columns, because lower() of the C locale knows ASCII only; here rows of before get an
  // ASCII version. Few people are not active or administrators: partial indexes serve those filters. The list of words
  // not yet indexed is off, because every search after an import would read through it.
  sql: `
    ALTER TABLE directory.person
      ADD search tsvector NOT NULL DEFAULT '',
      ADD sort_name text NOT NULL DEFAULT '';
    UPDATE directory.person SET
      sort_name = lower(display_name),
      search = array_to_tsvector(array_remove(regexp_split_to_array(
        lower(username || ' ' || email || ' ' || display_name), '[\\s!-/:-@\\[-\`{-~]+'), ''));
    CREATE INDEX person_search ON directory.person USING gin (search) WITH (fastupdate = off);
    CREATE INDEX person_by_username ON directory.person (username, id);
    CREATE INDEX person_by_name ON directory.person (sort_name, id);
    CREATE INDEX person_by_creation ON directory.person (created_at, id);
    CREATE INDEX person_not_active ON directory.person (state, username, id) WHERE state <> 'active';
    CREATE INDEX person_administrator ON directory.person (username, id) WHERE role IS NOT NULL;`,
};
