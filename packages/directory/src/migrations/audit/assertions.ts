// Finds the entry of an assertion by its ID; id 037.
import type { Migration } from '@keyshift/postgres';

export const auditAssertions: Migration = {
  id: '037_audit_assertions',
  sql: `
    CREATE INDEX audit_by_assertion ON directory.audit ((substring(entry from '"assertionId":"(_[0-9A-Za-z_.-]+)"')))
      WHERE facts->>'action' = 'sso.issued';`,
};
