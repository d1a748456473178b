// Which administrators' mails about an ending certificate were sent: once for each key and number of days.
import type { Migration } from '@keyshift/postgres';

export const keyNotices: Migration = {
  id: '035_key_notices',
  sql: `
    CREATE TABLE directory.key_notice (
      key_id text NOT NULL REFERENCES directory.application_key ON DELETE CASCADE,
      threshold_days integer NOT NULL,
      claimed_at timestamptz NOT NULL,
      sent_at timestamptz,
      PRIMARY KEY (key_id, threshold_days)
    );`,
};
