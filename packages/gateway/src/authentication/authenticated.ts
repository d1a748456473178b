// Proof of a login: only an authentication method makes one, and every later step asks for it.
import type { DatabaseGrant } from '../gateway-deps.ts';

declare const proof: unique symbol;

/** `role` is the database role the session runs as; `grant` is there for a minted login. */
export type Authenticated = {
  readonly [proof]: true;
  readonly role: string;
  readonly grant: DatabaseGrant | undefined;
};

/** For the functions of this folder alone. */
export function vouchFor(role: string, grant: DatabaseGrant | undefined): Authenticated {
  return { role, grant } as Authenticated;
}
