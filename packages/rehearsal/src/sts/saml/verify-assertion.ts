// From the bytes of a SAML response to an assertion that the registered provider signed for AWS, now.
import {
  AWS_AUDIENCE,
  checkAudience,
  checkConfirmationMethod,
  checkTimes,
  decodeSamlResponse,
  type IdpMetadata,
  readResponseUnverified,
  type VerifiedAssertion,
  verifyResponse,
} from '@keyshift/saml';
import { stsFaults } from '../faults.ts';
import { toFault } from './saml-faults.ts';

const SKEW_SECONDS = 60;
export const REDEEM_SECONDS = 300;

export type VerifyInput = {
  /** base64, as posted. */
  readonly assertion: string;
  readonly provider: readonly IdpMetadata[];
  readonly region: string;
  readonly now: Date;
};

/** What the rest of the action reads: signed, complete, valid at this moment. */
export type AcceptedAssertion = {
  readonly assertion: VerifiedAssertion;
  /** The address it was sent to; AWS calls it `saml:aud`. */
  readonly recipient: string;
  readonly nameId: { readonly value: string; readonly format: string };
};

const UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** Throws the AwsFault of the first rule that fails. */
export function verifyAssertion(input: VerifyInput): AcceptedAssertion {
  const { now, region } = input;
  try {
    const xml = decodeSamlResponse(input.assertion);
    const provider = findIssuer(input.provider, xml, now);
    const assertion = verifyResponse(
      xml,
      provider.signingKeys.map(({ publicKey }) => publicKey),
    );
    if (assertion.issuer !== provider.entityId) throw issuerUnknown('sts.issuer_not_of_provider');
    checkConfirmationMethod(assertion);
    checkAudience(assertion, audiences(region));
    checkTimes(assertion, { now, skewSeconds: SKEW_SECONDS, maxAgeSeconds: REDEEM_SECONDS });
    return { assertion, ...partsOf(assertion) };
  } catch (error) {
    throw toFault(error);
  }
}

function audiences(region: string): readonly string[] {
  return [AWS_AUDIENCE, 'https://signin.aws.amazon.com/saml', `https://${region}.signin.aws.amazon.com/saml`];
}

// With several providers in one document the unverified issuer may only choose whose keys must have signed.
function findIssuer(providers: readonly IdpMetadata[], xml: Uint8Array, now: Date): IdpMetadata {
  const [only] = providers;
  const isSingle = providers.length === 1;
  const issuer = isSingle ? only?.entityId : readResponseUnverified(Buffer.from(xml).toString('utf8')).issuer;
  const provider = providers.find(({ entityId }) => entityId === issuer);
  if (provider === undefined) throw issuerUnknown('sts.issuer_not_of_provider');
  if (provider.validUntil !== undefined && provider.validUntil <= now) throw issuerUnknown('sts.metadata_expired');
  return provider;
}

function issuerUnknown(rule: string) {
  return stsFaults.invalidToken('Issuer not present in specified provider', { rule });
}

function partsOf(assertion: VerifiedAssertion): Omit<AcceptedAssertion, 'assertion'> {
  const recipient = assertion.confirmations[0]?.recipient;
  if (recipient === undefined) throw stsFaults.notAuthorized({ rule: 'sts.recipient_missing' });
  if (assertion.nameId === undefined) throw stsFaults.notAuthorized({ rule: 'sts.name_id_missing' });
  const { value, format } = assertion.nameId;
  return { recipient, nameId: { value, format: format ?? UNSPECIFIED } };
}
