// Temporary credentials: everything about a session travels inside its sealed token, so there is no session table.
import { newUniqueId } from '@keyshift/aws-protocol';
import type { RandomBytes } from '@keyshift/base';
import type { Tag } from '../store/resources.ts';
import type { Sealer } from './seal.ts';

export type Session = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly roleName: string;
  /** `AROA…`: a role that was deleted and made again does not honour older sessions. */
  readonly roleId: string;
  readonly sessionName: string;
  /** `saml:*` and `aws:FederatedProvider` keys for policies. */
  readonly federation: Readonly<Record<string, string>>;
  readonly sourceIdentity?: string;
  readonly tags: readonly Tag[];
  /** Absent: the session was made without session policies. */
  readonly sessionPolicies?: { readonly document?: string; readonly arns: readonly string[] };
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
};

const PURPOSE = 'session-token/1';

/** A new session with an `ASIA…` key and a secret of 256 bits. */
export function newSession(facts: Omit<Session, 'accessKeyId' | 'secretAccessKey'>, random: RandomBytes): Session {
  const secretAccessKey = Buffer.from(random(32)).toString('base64url');
  return { ...facts, accessKeyId: newUniqueId('ASIA', random), secretAccessKey };
}

export function sealSession(session: Session, sealer: Sealer): string {
  return sealer.seal(JSON.stringify(session), PURPOSE);
}

/** The session of a token that we sealed; undefined for any other text. */
export function openSession(token: string, sealer: Sealer): Session | undefined {
  const text = sealer.open(token, PURPOSE);
  return text === undefined ? undefined : JSON.parse(text);
}
