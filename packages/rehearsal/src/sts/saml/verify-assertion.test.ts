import { parseIdpMetadata } from '@keyshift/saml';
import { describe, expect, it } from 'vitest';
import { createIdentityProvider, ISSUER } from '../../testing/identity-provider.ts';
import { verifyAssertion } from './verify-assertion.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const OTHER = 'https://other.example/metadata';
const own = createIdentityProvider('rsa-2048');
const other = createIdentityProvider('rsa-2048-foreign', OTHER);
const ask = { roleArn: 'arn:aws:iam::123456789012:role/x', providerArn: 'arn:aws:iam::123456789012:saml-provider/x' };
const both = [...parseIdpMetadata(own.metadata), ...parseIdpMetadata(other.metadata)];

const verify = (assertion: string, provider = both) =>
  verifyAssertion({ assertion, provider, region: 'eu-west-1', now: NOW }).assertion.issuer;

describe('a provider document with several identity providers', () => {
  it('accepts each by its own key', () => {
    expect(verify(own.issue(ask, NOW))).toBe(ISSUER);
    expect(verify(other.issue(ask, NOW))).toBe(OTHER);
  });

  it('does not let one speak for the other', () => {
    const impostor = createIdentityProvider('rsa-2048-foreign', ISSUER);
    expect(() => verify(impostor.issue(ask, NOW))).toThrow(
      expect.objectContaining({ code: 'InvalidIdentityToken', rule: 'saml.signature_invalid' }),
    );
  });

  it('knows no others', () => {
    const stranger = createIdentityProvider('rsa-2048', 'https://stranger.example');
    expect(() => verify(stranger.issue(ask, NOW))).toThrow(
      expect.objectContaining({ rule: 'sts.issuer_not_of_provider' }),
    );
    expect(() => verify(own.issue(ask, NOW), [])).toThrow(
      expect.objectContaining({ rule: 'sts.issuer_not_of_provider' }),
    );
  });

  it('is not used after its end', () => {
    const expired = parseIdpMetadata(own.metadata).map((provider) => ({ ...provider, validUntil: NOW }));
    expect(() => verify(own.issue(ask, NOW), expired)).toThrow(
      expect.objectContaining({ rule: 'sts.metadata_expired' }),
    );
  });
});

describe('the audience', () => {
  it.each([
    ['urn:amazon:webservices', true],
    ['https://signin.aws.amazon.com/saml', true],
    ['https://eu-west-1.signin.aws.amazon.com/saml', true],
    ['https://us-east-1.signin.aws.amazon.com/saml', false],
    ['https://signin.aws.amazon.com/saml/', false],
  ])('%s: %s', (audience, accepted) => {
    const run = () => verify(own.issue({ ...ask, response: { audience } }, NOW));
    if (accepted) expect(run()).toBe(ISSUER);
    else expect(run).toThrow(expect.objectContaining({ rule: 'saml.audience_mismatch' }));
  });
});
