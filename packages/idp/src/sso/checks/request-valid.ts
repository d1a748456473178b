// The service provider's request: its syntax, its sender, its addressee and its age.
import {
  type AuthnRequest,
  BINDING,
  checkNoSubject,
  decodePostRequest,
  decodeRedirectRequest,
  parseAuthnRequest,
  readAuthnRequest,
} from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

const MAX_AGE_MS = 300_000;
const SKEW_MS = 60_000;

export function requestValid(c: SsoContext): SsoFindings {
  const { audience, label } = earlier(c, 'application');
  const request = read(c);
  checkNoSubject(request);
  // saml-core §3.4.1 – the issuer of a request is the service provider itself.
  if (request.issuer !== audience) throw idpErrors.issuerUnknown({ label });
  // saml-core §3.2.1 – a request that names its destination counts only there.
  if (request.destination !== undefined && request.destination !== c.ssoUrl)
    throw idpErrors.destinationWrong({ label });
  const ageMs = c.receivedAt.getTime() - request.issueInstant.getTime();
  if (ageMs > MAX_AGE_MS || ageMs < -SKEW_MS) throw idpErrors.requestExpired();
  if (request.protocolBinding !== undefined && request.protocolBinding !== BINDING.post) {
    throw idpErrors.bindingUnsupported();
  }
  return { request };
}

// What is signed is read from nothing but the signed bytes.
function read(c: SsoContext): AuthnRequest {
  if (c.verified !== undefined) return readAuthnRequest(c.verified);
  const { binding, samlRequest } = earlier(c, 'message');
  return parseAuthnRequest(
    binding === 'redirect' ? decodeRedirectRequest(samlRequest) : decodePostRequest(samlRequest),
  );
}
