// The assertion is valid at this moment, fresh, and its session has not ended (saml-core §2.5.1.2, saml-profiles §4.1.4.2).
import { profileErrors } from '../errors/profile.ts';
import type { VerifiedAssertion } from '../verify/verify-response.ts';

/** `skewSeconds` ≤ 60 forgives clocks, except for the age, which is counted exactly. */
export type TimeRules = { readonly now: Date; readonly skewSeconds: number; readonly maxAgeSeconds: number };

const MAX_SKEW_SECONDS = 60;

type Clock = { isBefore(instant: Date): boolean; isPast(instant: Date): boolean; ageSeconds(instant: Date): number };

function createClock(rules: TimeRules): Clock {
  const { skewSeconds, maxAgeSeconds } = rules;
  const now = rules.now.getTime();
  const isSane = skewSeconds >= 0 && skewSeconds <= MAX_SKEW_SECONDS && maxAgeSeconds > 0 && !Number.isNaN(now);
  if (!isSane) throw new RangeError('checkTimes needs a valid now, a skew of 0 to 60 seconds and a positive age');
  return {
    isBefore: (instant) => now < instant.getTime() - skewSeconds * 1000,
    isPast: (instant) => now >= instant.getTime() + skewSeconds * 1000,
    ageSeconds: (instant) => (now - instant.getTime()) / 1000,
  };
}

function checkConditions(assertion: VerifiedAssertion, clock: Clock): void {
  const { notBefore, notOnOrAfter } = assertion.conditions ?? {};
  if (notBefore !== undefined && clock.isBefore(notBefore)) throw profileErrors.notYetValid();
  if (notOnOrAfter !== undefined && clock.isPast(notOnOrAfter)) throw profileErrors.assertionExpired();
}

function checkConfirmations(assertion: VerifiedAssertion, clock: Clock): void {
  for (const { notBefore, notOnOrAfter } of assertion.confirmations) {
    if (notBefore !== undefined && clock.isBefore(notBefore)) throw profileErrors.notYetValid();
    if (notOnOrAfter === undefined || clock.isPast(notOnOrAfter)) throw profileErrors.confirmationExpired();
  }
}

/**
 * Throws `saml.assertion_too_old`, `saml.not_yet_valid`, `saml.assertion_expired`,
 * `saml.confirmation_expired`, `saml.session_expired`; RangeError for rules that make no sense.
 */
export function checkTimes(assertion: VerifiedAssertion, rules: TimeRules): void {
  const clock = createClock(rules);
  if (clock.isBefore(assertion.issueInstant)) throw profileErrors.notYetValid();
  if (clock.ageSeconds(assertion.issueInstant) > rules.maxAgeSeconds) {
    throw profileErrors.assertionTooOld({ maxAgeSeconds: rules.maxAgeSeconds });
  }
  checkConditions(assertion, clock);
  checkConfirmations(assertion, clock);
  for (const { sessionNotOnOrAfter } of assertion.authnStatements) {
    if (sessionNotOnOrAfter !== undefined && clock.isPast(sessionNotOnOrAfter)) throw profileErrors.sessionExpired();
  }
}
