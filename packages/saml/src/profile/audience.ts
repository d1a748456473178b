// The assertion was issued for us: every restriction names us (saml-core §2.5.1.4).
import { profileErrors } from '../errors/profile.ts';
import type { VerifiedAssertion } from '../verify/verify-response.ts';

/** Throws `saml.audience_missing` when unrestricted, `saml.audience_mismatch` when any restriction leaves us out. */
export function checkAudience(assertion: VerifiedAssertion, allowed: readonly string[]): void {
  const restrictions = assertion.conditions?.audienceRestrictions ?? [];
  if (restrictions.length === 0) throw profileErrors.audienceMissing();
  for (const audiences of restrictions) {
    if (!audiences.some((audience) => allowed.includes(audience))) throw profileErrors.audienceMismatch();
  }
}
