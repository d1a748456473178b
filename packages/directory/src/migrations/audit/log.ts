// The hash-chained audit log.
import type { Migration } from '@keyshift/postgres';

export const audit: Migration = {
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
};
