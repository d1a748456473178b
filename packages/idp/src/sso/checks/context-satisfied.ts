// The person has proved who they are as strongly as the application asks, by its settings or by its request.
import { idpErrors } from '../../errors.ts';
import { decideContext, findWay, meetsSetting } from '../authn-context.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

export function contextSatisfied(c: SsoContext): SsoFindings {
  const { methods, authenticatedAt } = earlier(c, 'session');
  const { label, authnContext: setting } = earlier(c, 'application');
  const { request, receivedAt } = c;
  const wanted = { setting, requested: request?.requestedAuthnContext };
  const authnContextClassRef = decideContext(methods, wanted);
  if (authnContextClassRef !== undefined) return { authnContextClassRef };
  const isPassive = request?.isPassive === true;
  // Once more, with another factor if the person has one; a sign-in that is newer than the request was that chance.
  const isWorthAsking = request !== undefined && authenticatedAt <= receivedAt && findWay(wanted) !== undefined;
  if (isWorthAsking && !isPassive) throw idpErrors.signInRequired();
  if (meetsSetting(methods, wanted)) throw idpErrors.authnContextUnmet({ label });
  // saml-core §3.4.1 – a passive request must not put a page in front of the person.
  throw isPassive ? idpErrors.passiveRefused({ label }) : idpErrors.proofInsufficient({ label, demanded: setting });
}
