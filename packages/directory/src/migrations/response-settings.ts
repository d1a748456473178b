// How responses are signed, what they state of the sign-in, and where refusals go: as it was, for every application; id 038.
import type { Migration } from '@keyshift/postgres';

export const responseSettings: Migration = {
  id: '038_response_settings',
  // A document without one of them is refused: what is not said must not be taken for consent to less.
  sql: `
    UPDATE directory.application
      SET settings = '{"signatureAlgorithm": "sha256", "authnContext": "proved", "errorFlow": "page"}'::jsonb || settings;
    ALTER TABLE directory.application ADD CONSTRAINT application_settings_are_whole
      CHECK (settings ?& ARRAY['signatureAlgorithm', 'authnContext', 'errorFlow']);`,
};
