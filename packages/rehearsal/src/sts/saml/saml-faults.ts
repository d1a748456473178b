// How AWS words what the SAML rules refuse.
import { AwsFault } from '@keyshift/aws-protocol';
import { isAppError } from '@keyshift/base';
import { stsFaults } from '../faults.ts';

type Fault = (message: string, reason: { rule: string; cause?: unknown }) => AwsFault;

const ANSWERS: ReadonlyMap<string, readonly [fault: Fault, message: string]> = new Map([
  ['saml.assertion_too_old', [stsFaults.expired, 'Token must be redeemed within 5 minutes of issuance']],
  ['saml.assertion_expired', [stsFaults.expired, 'Response has expired']],
  ['saml.confirmation_expired', [stsFaults.expired, 'Response has expired']],
  ['saml.session_expired', [stsFaults.expired, 'Response has expired']],
  ['saml.not_yet_valid', [stsFaults.invalidToken, 'Response is not yet valid']],
  ['saml.audience_missing', [stsFaults.invalidToken, 'Response does not contain the required audience.']],
  ['saml.audience_mismatch', [stsFaults.invalidToken, 'Response does not contain the required audience.']],
  ['saml.base64_invalid', [stsFaults.invalidToken, 'Invalid base64 SAMLResponse']],
  ['saml.status_not_success', [stsFaults.rejectedClaim, 'The identity provider did not authenticate the user']],
]);

// Everything else about the document or its signature: AWS has one sentence for it.
const DEFAULT = 'Response signature invalid';

/** An AppError becomes the fault of its rule; faults pass; anything else is a defect and passes too. */
export function toFault(error: unknown): unknown {
  if (error instanceof AwsFault || !isAppError(error)) return error;
  const [fault, message] = ANSWERS.get(error.code) ?? [stsFaults.invalidToken, DEFAULT];
  return fault(message, { rule: error.code, cause: error });
}
