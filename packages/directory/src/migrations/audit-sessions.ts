// Finds the sign-ins of one session in the audit log; id 030.
import type { Migration } from '@keyshift/postgres';

export const auditSessions: Migration = {
  id: '030_audit_sessions',
  sql: `
    CREATE INDEX audit_by_session ON directory.audit ((substring(entry from '"sessionIndex":"(ses_[0-9a-z]+)"')))
      WHERE facts->>'action' = 'sso.issued';`,
};
