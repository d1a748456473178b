// Exactly one bearer confirmation, complete: the only kind AWS and browsers use (saml-profiles §4.1.4.2).
import { CONFIRMATION_METHOD_BEARER } from '../constants.ts';
import { profileErrors } from '../errors/profile.ts';
import type { VerifiedAssertion } from '../verify/verify-response.ts';

/** Throws `saml.confirmation_not_unique`, `saml.confirmation_method_refused`, `saml.confirmation_incomplete`. */
export function checkConfirmationMethod(assertion: VerifiedAssertion): void {
  const [confirmation, second] = assertion.confirmations;
  if (confirmation === undefined || second !== undefined) throw profileErrors.confirmationNotUnique();
  if (confirmation.method !== CONFIRMATION_METHOD_BEARER) throw profileErrors.confirmationMethodRefused();
  if (confirmation.notOnOrAfter === undefined || confirmation.recipient === undefined) {
    throw profileErrors.confirmationIncomplete();
  }
}
