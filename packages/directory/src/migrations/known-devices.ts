// Browsers that a person has signed in from; what such a browser holds is stored only as a hash; id 036.
import type { Migration } from '@keyshift/postgres';

export const knownDevices: Migration = {
  id: '036_known_devices',
  sql: `
    CREATE TABLE directory.known_device (
      person_id text NOT NULL REFERENCES directory.person ON DELETE CASCADE,
      hash bytea NOT NULL,
      last_used_at timestamptz NOT NULL,
      PRIMARY KEY (person_id, hash)
    );
    CREATE INDEX known_device_by_hash ON directory.known_device (hash);`,
};
