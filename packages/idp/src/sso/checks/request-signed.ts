// Who made the request: a signature is verified wherever there is one, and demanded where the application must sign.
import type { KeyObject } from 'node:crypto';
import {
  decodePostRequest,
  decodeRedirectRequest,
  isSignedMessage,
  type VerifiedMessage,
  verifyPostSignature,
  verifyRedirectSignature,
} from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';
import { requestKeysOf } from '../request-keys.ts';

export function requestSigned(c: SsoContext): SsoFindings {
  const application = earlier(c, 'application');
  const { label, requireSignedRequests } = application;
  const message = earlier(c, 'message');
  const isQuerySigned = message.binding === 'redirect' && hasSignature(message.rawQuery);
  const xml = xmlOf(message);
  if (!isQuerySigned && !isSignedMessage(xml)) {
    if (requireSignedRequests) throw idpErrors.requestSignatureRequired({ label });
    return {};
  }
  // Taking it as if it were unsigned would let whoever forges a signature choose not to be looked at.
  const keys = requestKeysOf(application);
  if (keys.length === 0) throw idpErrors.requestCertificateMissing({ label });
  return isQuerySigned ? verifyQuery(c, keys) : { verified: verifyPostSignature(xml, keys) };
}

function xmlOf({ binding, samlRequest }: NonNullable<SsoContext['message']>): string {
  return binding === 'redirect' ? decodeRedirectRequest(samlRequest) : decodePostRequest(samlRequest);
}

function hasSignature(rawQuery: string): boolean {
  const query = new URLSearchParams(rawQuery);
  return query.has('SigAlg') || query.has('Signature');
}

// saml-bindings §3.4.4.1 – over the octets as they were received; nothing is encoded again.
function verifyQuery(c: SsoContext, keys: readonly KeyObject[]): { verified: VerifiedMessage } {
  const { message, relayState, application } = c;
  const rawQuery = message?.binding === 'redirect' ? message.rawQuery : '';
  const verified = verifyRedirectSignature({ rawQuery, keys });
  // Two readers of one query must have read the same.
  if (verified.relayState !== relayState) {
    throw idpErrors.requestSignatureRequired({ label: application?.label ?? '' });
  }
  return { verified };
}
