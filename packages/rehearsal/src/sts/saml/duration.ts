// How long a session lives: the request decides, the role limits it, the assertion can only shorten it.
import { stsFaults } from '../faults.ts';

export type DurationInput = {
  /** DurationSeconds of the request. */
  readonly requestedSeconds: number | undefined;
  /** The SessionDuration attribute. */
  readonly attributeSeconds: number | undefined;
  readonly roleMaxSeconds: number;
  /** SessionNotOnOrAfter of the assertion's authentication statements. */
  readonly sessionEnds: readonly Date[];
  readonly now: Date;
};

const DEFAULT_SECONDS = 3600;

/**
 * The end of the session. Either number above the role's maximum is refused, as people meet it with AWS (a
 * SessionDuration of 12 hours on a role of one hour). An earlier SessionNotOnOrAfter is honoured even below 900 s.
 */
export function decideExpiry(input: DurationInput): Date {
  const { requestedSeconds, attributeSeconds, roleMaxSeconds, now } = input;
  if (Math.max(requestedSeconds ?? 0, attributeSeconds ?? 0) > roleMaxSeconds) {
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    throw stsFaults.validation(message, { rule: 'sts.duration_above_role_maximum' });
  }
  const seconds = Math.min(requestedSeconds ?? DEFAULT_SECONDS, attributeSeconds ?? Number.POSITIVE_INFINITY);
  const ends = [now.getTime() + seconds * 1000, ...input.sessionEnds.map((end) => end.getTime())];
  return new Date(Math.min(...ends));
}
