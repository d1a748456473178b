// The service provider's request: what is signed is read from nothing but the signed bytes.
import {
  type AuthnRequest,
  checkNoSubject,
  decodePostRequest,
  decodeRedirectRequest,
  parseAuthnRequest,
  readAuthnRequest,
} from '@keyshift/saml';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

export function requestRead(c: SsoContext): SsoFindings {
  const request = read(c);
  checkNoSubject(request);
  return { request };
}

function read(c: SsoContext): AuthnRequest {
  if (c.verified !== undefined) return readAuthnRequest(c.verified);
  const { binding, samlRequest } = earlier(c, 'message');
  return parseAuthnRequest(
    binding === 'redirect' ? decodeRedirectRequest(samlRequest) : decodePostRequest(samlRequest),
  );
}
