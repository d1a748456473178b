// Somebody is signed in, and freshly enough for what the service provider asked.
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext } from '../context.ts';

export function sessionLive(c: SsoContext): undefined {
  if (isFreshEnough(c)) return;
  // saml-core §3.4.1 – a passive request must not put a page in front of the person.
  if (c.request?.isPassive === true) throw idpErrors.passiveRefused({ label: earlier(c, 'application').label });
  throw idpErrors.signInRequired();
}

// With ForceAuthn an old sign-in does not count: it must be newer than the request.
function isFreshEnough({ session, request, receivedAt }: SsoContext): boolean {
  if (session === undefined) return false;
  return request?.forceAuthn !== true || session.authenticatedAt > receivedAt;
}
