// What finds and counts sign-ins without reading the audit log through: by session, and by minute; ids 030 and 031.
import type { Migration } from '@keyshift/postgres';

export const auditLookups: readonly Migration[] = [
  {
    id: '030_audit_sessions',
    sql: `
    CREATE INDEX audit_by_session ON directory.audit ((substring(entry from '"sessionIndex":"(ses_[0-9a-z]+)"')))
      WHERE facts->>'action' = 'sso.issued';`,
  },
  {
    id: '031_sign_in_counts',
    // Counting a day of entries of a few kilobytes takes seconds; here it is a sum over minutes. Written where the entry
    // is: by then the writer holds the head row, so nobody waits for a minute's row who would not have waited anyway.
    sql: `
      CREATE TABLE directory.sign_in_count (
        minute text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        outcome text NOT NULL,
        entries bigint NOT NULL,
        PRIMARY KEY (minute, kind, outcome)
      );
      INSERT INTO directory.sign_in_count (minute, kind, outcome, entries)
        SELECT left(facts->>'at', 16), facts->>'kind', facts->>'outcome', count(*) FROM directory.audit
        WHERE facts->>'trace' IS NOT NULL GROUP BY 1, 2, 3;
      CREATE OR REPLACE FUNCTION directory.append_audit(entries text[]) RETURNS void LANGUAGE plpgsql AS $body$
      DECLARE
        head directory.audit_head;
        known bigint;
        one text;
      BEGIN
        SELECT * INTO STRICT head FROM directory.audit_head FOR UPDATE;
        known := head.sequence;
        FOREACH one IN ARRAY entries LOOP
          head.sequence := head.sequence + 1;
          head.hash := sha256(head.hash || convert_to(one, 'UTF8'));
          INSERT INTO directory.audit (sequence, entry, hash) VALUES (head.sequence, one, head.hash);
        END LOOP;
        INSERT INTO directory.sign_in_count AS c (minute, kind, outcome, entries)
          SELECT left(facts->>'at', 16), facts->>'kind', facts->>'outcome', count(*) FROM directory.audit
          WHERE sequence > known AND facts->>'trace' IS NOT NULL GROUP BY 1, 2, 3
          ON CONFLICT (minute, kind, outcome) DO UPDATE SET entries = c.entries + excluded.entries;
        UPDATE directory.audit_head SET sequence = head.sequence, hash = head.hash;
      END $body$;`,
  },
];
