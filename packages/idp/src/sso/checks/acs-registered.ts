// The response goes to a registered address only, compared letter by letter; without a wish, to the first.
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

export function acsRegistered(c: SsoContext): SsoFindings {
  const { acsUrls, label } = earlier(c, 'application');
  const wished = c.request?.assertionConsumerServiceUrl;
  const index = c.request?.assertionConsumerServiceIndex;
  // saml-core §3.4.1 – URL and index exclude each other.
  if (wished !== undefined && index !== undefined) throw idpErrors.acsUnregistered({ label });
  // An unsigned request may not pick among addresses by number: the numbers are the service provider's, not ours.
  if (index !== undefined && index !== 0) throw idpErrors.acsUnregistered({ label });
  const acsUrl = wished === undefined ? acsUrls[0] : acsUrls.find((one) => one === wished);
  if (acsUrl === undefined) throw idpErrors.acsUnregistered({ label });
  return { acsUrl };
}
