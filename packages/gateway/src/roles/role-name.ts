// Which names may become database users, and which groups a session may join.
import { gatewayErrors } from '../errors.ts';

// Everything that needs no thought when it is quoted; 63 bytes is PostgreSQL's limit for a name.
const PLAIN = /^[A-Za-z_][A-Za-z0-9_$@.+-]{0,62}$/;
const RESERVED: ReadonlySet<string> = new Set(['keyshift', 'public', 'none', 'current_user', 'session_user']);

export function isRoleName(name: string): boolean {
  return PLAIN.test(name) && !RESERVED.has(name.toLowerCase()) && !/^pg_/i.test(name);
}

/** Throws `gateway.name_refused`. */
export function checkRoleName(kind: 'user' | 'group', name: string): void {
  if (!isRoleName(name)) throw gatewayErrors.nameRefused({ kind, name });
}
