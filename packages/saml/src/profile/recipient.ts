// The assertion was meant for one of our addresses (saml-profiles §4.1.4.2).
import { profileErrors } from '../errors/profile.ts';
import type { VerifiedAssertion } from '../verify/verify-response.ts';

/** Every confirmation names, letter for letter, one of `allowed`. Throws `saml.confirmation_incomplete`, `saml.recipient_mismatch`. */
export function checkRecipient(assertion: VerifiedAssertion, allowed: readonly string[]): void {
  if (assertion.confirmations.length === 0) throw profileErrors.confirmationIncomplete();
  for (const { recipient } of assertion.confirmations) {
    if (recipient === undefined) throw profileErrors.confirmationIncomplete();
    if (!allowed.includes(recipient)) throw profileErrors.recipientMismatch();
  }
}
