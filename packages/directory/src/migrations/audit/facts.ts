// What lists and filters of the audit log look at; id 024.
import type { Migration } from '@keyshift/postgres';

export const auditMigrations: readonly Migration[] = [
  {
    id: '024_audit_facts',
    // The entry's head is parsed once, into one small generated document that cannot differ from it; the indexes are on
    // that. A trace's steps stand last before details and changes, and are cut off unparsed: they are most of the text,
    // and inside strings the quotes that are looked for would be escaped. jsonb cannot hold U+0000, so it is read as
    // U+FFFD here; the entry itself stays as it was hashed. Times are ISO text of one length, which sorts as the moments
    // do. The indexes count backwards, so that only they can give the newest first: the primary key, which the planner
    // would else walk back in the hope of meeting a value soon, cannot. Compressing entries of a few kilobytes would cost a sign-in more than writing them does.
    sql: `
      CREATE FUNCTION directory.audit_facts(entry text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $body$
      DECLARE
        cut integer := CASE WHEN strpos(entry, ',"trace":{') > 0 THEN strpos(entry, '},"steps":[') ELSE 0 END;
        head jsonb := replace(CASE WHEN cut > 0 THEN left(entry, cut) || '}' ELSE entry END,
          '\\u0000', '\\ufffd')::jsonb;
        trace jsonb := head->'trace';
        facts jsonb := jsonb_build_object('at', head->'at', 'actor', head->'actor', 'action', head->'action',
          'target', head->'target');
      BEGIN
        IF trace IS NULL THEN
          RETURN facts;
        END IF;
        RETURN facts || jsonb_build_object('trace', trace->'id', 'kind', trace->'kind', 'outcome', trace->'outcome',
          'person', trace->'personId', 'application', trace->'applicationId', 'username', trace->'username');
      END $body$;
      ALTER TABLE directory.audit SET (toast_tuple_target = 8160);
      ALTER TABLE directory.audit
        ADD COLUMN facts jsonb GENERATED ALWAYS AS (directory.audit_facts(entry)) STORED;
      CREATE INDEX audit_by_time ON directory.audit ((facts->>'at'), sequence);
      CREATE INDEX audit_by_actor ON directory.audit ((facts->>'actor'), (-sequence));
      CREATE INDEX audit_by_action ON directory.audit ((facts->>'action'), (-sequence));
      CREATE INDEX audit_by_target ON directory.audit ((facts->>'target'), (-sequence));
      CREATE INDEX trace_by_id ON directory.audit ((facts->>'trace')) WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_outcome ON directory.audit ((facts->>'kind'), (facts->>'outcome'), (-sequence))
        WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_person ON directory.audit ((facts->>'person'), (-sequence))
        WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_application ON directory.audit ((facts->>'application'), (-sequence))
        WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_username ON directory.audit ((facts->>'username'), (-sequence))
        WHERE facts->>'trace' IS NOT NULL;`,
  },
];
