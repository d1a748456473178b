// The person has proved who they are as strongly as the application asks.
import { idpErrors } from '../../errors.ts';
import { authnContextOf, canEverSatisfy } from '../authn-context.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

export function contextSatisfied(c: SsoContext): SsoFindings {
  const session = earlier(c, 'session');
  const { request, receivedAt } = c;
  const requested = request?.requestedAuthnContext;
  const authnContextClassRef = authnContextOf(session.methods, requested);
  if (authnContextClassRef !== undefined) return { authnContextClassRef };
  // Once more, with another factor if the person has one; a sign-in that is newer than the request was that chance.
  const isWorthAsking = requested !== undefined && canEverSatisfy(requested) && session.authenticatedAt <= receivedAt;
  if (isWorthAsking && request?.isPassive !== true) throw idpErrors.signInRequired();
  throw idpErrors.authnContextUnmet({ label: earlier(c, 'application').label });
}
