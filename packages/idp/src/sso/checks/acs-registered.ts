// The response goes to a registered address only: by its URL letter by letter, by its registered number, or the default.
import { defaultAcsUrl } from '@keyshift/directory';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

export function acsRegistered(c: SsoContext): SsoFindings {
  const { acs, label } = earlier(c, 'application');
  const wished = c.request?.assertionConsumerServiceUrl;
  const index = c.request?.assertionConsumerServiceIndex;
  // A number leads only to what is registered, as a URL does, so an unsigned request gains nothing by it; unsigned requests
  // may name either. saml-core §3.4.1 – URL and index exclude each other.
  if (wished !== undefined && index !== undefined) throw idpErrors.acsUnregistered({ label });
  const acsUrl =
    wished !== undefined
      ? acs.find((one) => one.url === wished)?.url
      : index !== undefined
        ? acs.find((one) => one.index === index)?.url
        : defaultAcsUrl(acs);
  if (acsUrl === undefined) throw idpErrors.acsUnregistered({ label });
  return { acsUrl };
}
