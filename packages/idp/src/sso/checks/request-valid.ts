// The service provider's request: its syntax, its sender, its addressee and its age.
import { BINDING, checkNoSubject, decodePostRequest, decodeRedirectRequest, parseAuthnRequest } from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

const MAX_AGE_MS = 300_000;
const SKEW_MS = 60_000;

export function requestValid(c: SsoContext): SsoFindings {
  const { audience, label, requireSignedRequests } = earlier(c, 'application');
  const { binding, samlRequest } = earlier(c, 'message');
  const xml = binding === 'redirect' ? decodeRedirectRequest(samlRequest) : decodePostRequest(samlRequest);
  const request = parseAuthnRequest(xml);
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
  // Signatures of requests are not verified yet, so none counts as signed.
  if (requireSignedRequests) throw idpErrors.requestSignatureRequired({ label });
  return { request };
}
