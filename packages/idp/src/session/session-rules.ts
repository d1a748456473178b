// How long a session lives, and how long a proof of identity is young.

export type Session = {
  /** Public name of the session in assertions; useless as a cookie. */
  readonly sessionIndex: string;
  readonly personId: string;
  readonly authenticatedAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  /** Of the settings when it was opened. */
  readonly idleSeconds: number;
  /** How the person proved who they are. */
  readonly methods: readonly LoginMethod[];
  /** When they last did: at sign-in, or again for something that asked for it. */
  readonly provedAt: Date;
};
export type LoginMethod = 'password' | 'totp' | 'passkey' | 'recovery_code';
/** Where a browser is, as the session list shows it. */
export type SessionClient = { readonly address: string; readonly userAgent: string };

/** For changing factors, passwords and administrators: a session left open must not be enough. */
const FRESH_SECONDS = 900;
/** A session's last use is written down at most this often. */
const TOUCH_SECONDS = 300;
/** How long a service provider's request waits for its person to sign in. */
export const PENDING_SECONDS = 900;

export function addSeconds(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1_000);
}

export function isSessionLive(session: Session, now: Date): boolean {
  return now < session.expiresAt && now < addSeconds(session.lastSeenAt, session.idleSeconds);
}

export function isFresh(session: Session, now: Date): boolean {
  return now < addSeconds(session.provedAt, FRESH_SECONDS);
}

export function isTouchDue(session: Session, now: Date): boolean {
  return now >= addSeconds(session.lastSeenAt, TOUCH_SECONDS);
}
