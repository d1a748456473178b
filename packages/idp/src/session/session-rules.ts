// How long a session lives: eight idle hours, twelve hours in all.

export type Session = {
  /** Public name of the session in assertions; useless as a cookie. */
  readonly sessionIndex: string;
  readonly personId: string;
  readonly authenticatedAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

export const ABSOLUTE_SECONDS: number = 12 * 3_600;
const IDLE_SECONDS = 8 * 3_600;
/** A session's last use is written down at most this often. */
const TOUCH_SECONDS = 300;
/** How long a service provider's request waits for its person to sign in. */
export const PENDING_SECONDS = 900;

export function addSeconds(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1_000);
}

export function isSessionLive(session: Session, now: Date): boolean {
  return now < session.expiresAt && now < addSeconds(session.lastSeenAt, IDLE_SECONDS);
}

export function isTouchDue(session: Session, now: Date): boolean {
  return now >= addSeconds(session.lastSeenAt, TOUCH_SECONDS);
}
