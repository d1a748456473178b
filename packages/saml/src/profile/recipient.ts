// The assertion was meant for one of our addresses (saml-profiles §4.1.4.2).
import { samlErrors } from '../errors.ts';
import type { VerifiedAssertion } from '../verify/verify-response.ts';

/** Every confirmation names, letter for letter, one of `allowed`. Throws `saml.confirmation_incomplete`, `saml.recipient_mismatch`. */
export function checkRecipient(assertion: VerifiedAssertion, allowed: readonly string[]): void {
  if (assertion.confirmations.length === 0) throw samlErrors.confirmationIncomplete();
  for (const { recipient } of assertion.confirmations) {
    if (recipient === undefined) throw samlErrors.confirmationIncomplete();
    if (!allowed.includes(recipient)) throw samlErrors.recipientMismatch();
  }
}
