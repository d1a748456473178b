import { describe, expect, it } from 'vitest';
import {
  checkAudience,
  checkConfirmationMethod,
  checkRecipient,
  checkTimes,
  type VerifiedAssertion,
  verifyResponse,
} from '../index.ts';
import { forge } from '../testing/forge.ts';
import { readTestKey } from '../testing/keys.ts';
import { ACS_URL, ISSUED_AT } from '../testing/response-input.ts';

const key = readTestKey('rsa-2048');
const refusal = (code: string): unknown => expect.objectContaining({ code });

/** A genuinely signed assertion with one thing changed. */
function verified(search: string | RegExp = '', replacement = ''): VerifiedAssertion {
  return verifyResponse(forge({ changeAssertion: (text) => text.replace(search, replacement) }), [key.publicKey]);
}

const CONFIRMATION = /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/s;

describe('checkRecipient (saml-profiles §4.1.4.2)', () => {
  it('accepts one of the allowed addresses', () => {
    expect(() => checkRecipient(verified(), ['https://signin.aws.amazon.com/saml', ACS_URL])).not.toThrow();
  });

  it.each([['https://evil/'], [ACS_URL.slice(0, -1)], [`${ACS_URL}x`], [ACS_URL.toUpperCase()]])(
    'refuses all but %s',
    (allowed) => {
      expect(() => checkRecipient(verified(), [allowed])).toThrow(refusal('saml.recipient_mismatch'));
    },
  );

  it('refuses when nothing is allowed, and when no recipient is named', () => {
    expect(() => checkRecipient(verified(), [])).toThrow(refusal('saml.recipient_mismatch'));
    expect(() => checkRecipient(verified(/ Recipient="[^"]*"/), [ACS_URL])).toThrow(
      refusal('saml.confirmation_incomplete'),
    );
    expect(() => checkRecipient(verified(CONFIRMATION), [ACS_URL])).toThrow(refusal('saml.confirmation_incomplete'));
  });

  it('refuses when one of two confirmations is for another address', () => {
    const other = `$&<saml:SubjectConfirmation Method="x"><saml:SubjectConfirmationData Recipient="https://evil/"></saml:SubjectConfirmationData></saml:SubjectConfirmation>`;
    expect(() => checkRecipient(verified(CONFIRMATION, other), [ACS_URL])).toThrow(refusal('saml.recipient_mismatch'));
  });
});

describe('checkAudience (saml-core §2.5.1.4)', () => {
  const restriction = (audience: string): string =>
    `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>`;

  it('accepts ours', () => {
    expect(() => checkAudience(verified(), ['urn:other', 'urn:amazon:webservices'])).not.toThrow();
    const two = verified(
      '</saml:AudienceRestriction>',
      '<saml:Audience>urn:b</saml:Audience></saml:AudienceRestriction>',
    );
    expect(() => checkAudience(two, ['urn:b'])).not.toThrow();
  });

  it('refuses another, a longer and a shorter one', () => {
    for (const allowed of ['urn:other', 'urn:amazon:webservices2', 'urn:amazon']) {
      expect(() => checkAudience(verified(), [allowed])).toThrow(refusal('saml.audience_mismatch'));
    }
  });

  it('needs every restriction to name us', () => {
    const both = verified('</saml:Conditions>', `${restriction('urn:b')}</saml:Conditions>`);
    expect(() => checkAudience(both, ['urn:amazon:webservices'])).toThrow(refusal('saml.audience_mismatch'));
    expect(() => checkAudience(both, ['urn:amazon:webservices', 'urn:b'])).not.toThrow();
  });

  it('refuses an assertion for everybody', () => {
    const open = verified(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/s);
    expect(() => checkAudience(open, ['urn:amazon:webservices'])).toThrow(refusal('saml.audience_missing'));
    const unconditional = verified(/<saml:Conditions .*<\/saml:Conditions>/s);
    expect(() => checkAudience(unconditional, ['urn:amazon:webservices'])).toThrow(refusal('saml.audience_missing'));
  });
});

describe('checkConfirmationMethod (saml-profiles §4.1.4.2)', () => {
  it('accepts one complete bearer confirmation', () => {
    expect(() => checkConfirmationMethod(verified())).not.toThrow();
  });

  it.each([
    ['none', CONFIRMATION, '', 'saml.confirmation_not_unique'],
    ['two', CONFIRMATION, '$&$&', 'saml.confirmation_not_unique'],
    ['holder-of-key', 'cm:bearer', 'cm:holder-of-key', 'saml.confirmation_method_refused'],
    [
      'no data',
      /<saml:SubjectConfirmationData .*<\/saml:SubjectConfirmationData>/s,
      '',
      'saml.confirmation_incomplete',
    ],
    ['no Recipient', / Recipient="[^"]*"/, '', 'saml.confirmation_incomplete'],
    ['no end', / NotOnOrAfter="[^"]*"/, '', 'saml.confirmation_incomplete'],
  ])('refuses %s', (_name, search, replacement, code) => {
    expect(() => checkConfirmationMethod(verified(search, replacement))).toThrow(refusal(code));
  });
});

describe('checkTimes (saml-core §2.5.1.2, saml-profiles §4.1.4.2)', () => {
  const at = (seconds: number): Date => new Date(ISSUED_AT.getTime() + seconds * 1000);
  const check = (assertion: VerifiedAssertion, seconds: number, skewSeconds = 60, maxAgeSeconds = 300): void =>
    checkTimes(assertion, { now: at(seconds), skewSeconds, maxAgeSeconds });
  const instant = (name: string, seconds: number): string => ` ${name}="${at(seconds).toISOString()}"`;

  it('accepts from issue to the last moment of its age', () => {
    for (const seconds of [-60, -30, 0, 30, 299, 300]) expect(() => check(verified(), seconds)).not.toThrow();
  });

  it.each([
    [-61, 'saml.not_yet_valid'],
    [301, 'saml.assertion_too_old'],
    [100_000, 'saml.assertion_too_old'],
  ])('refuses at %i seconds', (seconds, code) => {
    expect(() => check(verified(), seconds)).toThrow(refusal(code));
  });

  it('keeps to the end of the Conditions, give or take the skew', () => {
    expect(() => check(verified(), 359, 60, 3600)).not.toThrow();
    expect(() => check(verified(), 360, 60, 3600)).toThrow(refusal('saml.assertion_expired'));
    expect(() => check(verified(), 300, 0, 3600)).toThrow(refusal('saml.assertion_expired'));
  });

  it('keeps to the beginning of the Conditions', () => {
    const later = verified(/ NotBefore="[^"]*"/, instant('NotBefore', 100));
    expect(() => check(later, 39)).toThrow(refusal('saml.not_yet_valid'));
    expect(() => check(later, 40)).not.toThrow();
  });

  it('keeps to the end and the beginning of the confirmation', () => {
    const short = verified(/ NotOnOrAfter="[^"]*"/, instant('NotOnOrAfter', 10));
    expect(() => check(short, 69)).not.toThrow();
    expect(() => check(short, 70)).toThrow(refusal('saml.confirmation_expired'));
    expect(() => check(verified(/ NotOnOrAfter="[^"]*"/), 0)).toThrow(refusal('saml.confirmation_expired'));
    const later = verified(/ NotOnOrAfter=/, `${instant('NotBefore', 100)} NotOnOrAfter=`);
    expect(() => check(later, 0)).toThrow(refusal('saml.not_yet_valid'));
  });

  it('keeps to the end of the session', () => {
    const short = verified(/ SessionNotOnOrAfter="[^"]*"/, instant('SessionNotOnOrAfter', 10));
    expect(() => check(short, 69)).not.toThrow();
    expect(() => check(short, 70)).toThrow(refusal('saml.session_expired'));
  });

  it.each([
    [61, 300],
    [-1, 300],
    [Number.NaN, 300],
    [60, 0],
    [60, Number.NaN],
  ])('refuses to run with a skew of %d and an age of %d seconds', (skewSeconds, maxAgeSeconds) => {
    expect(() => check(verified(), 0, skewSeconds, maxAgeSeconds)).toThrow(RangeError);
  });
});
