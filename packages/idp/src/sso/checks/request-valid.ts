// The request's sender, its addressee, its age, and the way it wants its answer.
import { BINDING } from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext } from '../context.ts';

const MAX_AGE_MS = 300_000;
const SKEW_MS = 60_000;

export function requestValid(c: SsoContext): undefined {
  const { audience, label } = earlier(c, 'application');
  const request = earlier(c, 'request');
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
}
