// The application asks for a kind of name that it is configured to get, or for none in particular.
import { NAMEID_FORMAT } from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext } from '../context.ts';

const ANY: readonly string[] = [NAMEID_FORMAT.unspecified, NAMEID_FORMAT.unspecified10];

/**
 * saml-core §3.4.1.1 – what cannot be honoured is refused, not replaced. AllowCreate is irrelevant: names are not accounts
 * here, and a persistent one that is made at the first sign-in says nothing that the sign-in itself does not.
 */
export function nameIdPolicyMet(c: SsoContext): undefined {
  const { label, nameIdFormat, audience } = earlier(c, 'application');
  const { format, spNameQualifier = '' } = c.request?.nameIdPolicy ?? {};
  const isKnownFormat = format === undefined || ANY.includes(format) || format === NAMEID_FORMAT[nameIdFormat];
  // A name is made for one service provider; there are no groups of them that share one.
  if (!isKnownFormat || !['', audience].includes(spNameQualifier)) throw idpErrors.nameIdPolicyRefused({ label });
}
