// What lists and filters of the audit log look at; id 024.
import type { Migration } from '@keyshift/postgres';

export const auditMigrations: readonly Migration[] = [
  {
    id: '024_audit_facts',
    // The entry is parsed once, into one small generated document that cannot differ from it; the indexes are on that.
    // jsonb cannot hold U+0000, so it is read as U+FFFD here; the entry itself stays as it was hashed. Times are ISO
    // text of one length, which sorts as the moments do.
    sql: `
      CREATE FUNCTION directory.audit_facts(entry text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $body$
      DECLARE
        whole jsonb := replace(entry, '\\u0000', '\\ufffd')::jsonb;
        trace jsonb := whole->'trace';
        facts jsonb := jsonb_build_object('at', whole->'at', 'actor', whole->'actor', 'action', whole->'action',
          'target', whole->'target');
      BEGIN
        IF trace IS NULL THEN
          RETURN facts;
        END IF;
        RETURN facts || jsonb_build_object('trace', trace->'id', 'kind', trace->'kind', 'outcome', trace->'outcome',
          'person', trace->'personId', 'application', trace->'applicationId', 'username', trace->'username');
      END $body$;
      ALTER TABLE directory.audit
        ADD COLUMN facts jsonb GENERATED ALWAYS AS (directory.audit_facts(entry)) STORED;
      CREATE INDEX audit_by_time ON directory.audit ((facts->>'at'), sequence);
      CREATE INDEX audit_by_actor ON directory.audit ((facts->>'actor'), sequence);
      CREATE INDEX audit_by_action ON directory.audit ((facts->>'action'), sequence);
      CREATE INDEX audit_by_target ON directory.audit ((facts->>'target'), sequence);
      CREATE INDEX trace_by_id ON directory.audit ((facts->>'trace')) WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_outcome ON directory.audit ((facts->>'kind'), (facts->>'outcome'), sequence)
        WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_person ON directory.audit ((facts->>'person'), sequence)
        WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_application ON directory.audit ((facts->>'application'), sequence)
        WHERE facts->>'trace' IS NOT NULL;
      CREATE INDEX trace_by_username ON directory.audit ((facts->>'username'), sequence)
        WHERE facts->>'trace' IS NOT NULL;`,
  },
];
