// Settings of the installation: one row; what it does not name has its default.
import type { Migration } from '@keyshift/postgres';

export const settings: Migration = {
  id: '015_settings',
  sql: `
    CREATE TABLE directory.settings (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      value jsonb NOT NULL,
      sealed_mail_password bytea,
      version integer NOT NULL
    );
    INSERT INTO directory.settings (value, version) VALUES ('{}', 1);`,
};
