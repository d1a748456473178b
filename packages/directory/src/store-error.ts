// Turns the database's uniqueness verdicts into words about a field.
import { isDatabaseError } from '@keyshift/postgres';
import { directoryErrors } from './errors.ts';

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

const FIELDS: Readonly<Record<string, string>> = {
  person_username: 'user name',
  person_email: 'e-mail address',
  group_name: 'group name',
  passkey_credential: 'passkey',
  application_name: 'application name',
  application_sso_path: 'SSO IdP URL',
};

/** Runs a write; throws `directory.taken` or `directory.not_found` (of `kind`) where the database refuses it. */
export async function storing<T>(kind: { kind: string; id: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDatabaseError(error, UNIQUE_VIOLATION) && 'constraint' in error) {
      const field = FIELDS[String(error.constraint)];
      if (field !== undefined) throw directoryErrors.taken({ field });
    }
    if (isDatabaseError(error, FOREIGN_KEY_VIOLATION)) throw directoryErrors.notFound(kind);
    throw error;
  }
}
