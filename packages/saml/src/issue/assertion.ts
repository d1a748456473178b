// Writes the Assertion directly in exclusive canonical form: sorted attributes, no self-closing tags, saml declared once.
import { escapeAttribute, escapeText } from '@keyshift/xml';
import { ATTRIBUTE_NAME_FORMAT, CONFIRMATION_METHOD_BEARER, NAMESPACE, SAML_VERSION } from '../constants.ts';
import { formatInstant } from '../instant.ts';
import { formatNameId } from './name-id.ts';
import type { ResponseInput } from './response-input.ts';
import type { UnsignedElement } from './signature.ts';

function formatSubject(input: ResponseInput): string {
  const inResponseTo = input.inResponseTo === undefined ? '' : ` InResponseTo="${escapeAttribute(input.inResponseTo)}"`;
  const notOnOrAfter = formatInstant(input.notOnOrAfter);
  // saml-profiles §4.1.4.2 – bearer confirmation names where (Recipient), until when, and for which request.
  return (
    `<saml:Subject>${formatNameId(input.nameId)}` +
    `<saml:SubjectConfirmation Method="${CONFIRMATION_METHOD_BEARER}">` +
    `<saml:SubjectConfirmationData${inResponseTo} NotOnOrAfter="${notOnOrAfter}" Recipient="${escapeAttribute(input.destination)}">` +
    `</saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>`
  );
}

function formatConditions(input: ResponseInput): string {
  return (
    `<saml:Conditions NotBefore="${formatInstant(input.notBefore)}" NotOnOrAfter="${formatInstant(input.notOnOrAfter)}">` +
    `<saml:AudienceRestriction><saml:Audience>${escapeText(input.audience)}</saml:Audience></saml:AudienceRestriction>` +
    `</saml:Conditions>`
  );
}

function formatAuthnStatement(input: ResponseInput): string {
  const end = input.sessionNotOnOrAfter;
  const sessionEnd = end === undefined ? '' : ` SessionNotOnOrAfter="${formatInstant(end)}"`;
  return (
    `<saml:AuthnStatement AuthnInstant="${formatInstant(input.authnInstant)}" SessionIndex="${escapeAttribute(input.sessionIndex)}"${sessionEnd}>` +
    `<saml:AuthnContext><saml:AuthnContextClassRef>${escapeText(input.authnContextClassRef)}</saml:AuthnContextClassRef></saml:AuthnContext>` +
    `</saml:AuthnStatement>`
  );
}

// saml-core §2.7.3 – an AttributeStatement holds at least one Attribute; one without values says nothing and is left out.
function formatAttributes(attributes: ResponseInput['attributes']): string {
  let statement = '';
  for (const { name, values, nameFormat, friendlyName } of attributes) {
    if (values.length === 0) continue;
    const friendly = friendlyName === undefined ? '' : ` FriendlyName="${escapeAttribute(friendlyName)}"`;
    statement += `<saml:Attribute${friendly} Name="${escapeAttribute(name)}" NameFormat="${ATTRIBUTE_NAME_FORMAT[nameFormat ?? 'uri']}">`;
    for (const value of values) statement += `<saml:AttributeValue>${escapeText(value)}</saml:AttributeValue>`;
    statement += '</saml:Attribute>';
  }
  return statement === '' ? '' : `<saml:AttributeStatement>${statement}</saml:AttributeStatement>`;
}

/** The assertion of a response, unsigned. */
export function formatAssertion(input: ResponseInput): UnsignedElement {
  const head =
    `<saml:Assertion xmlns:saml="${NAMESPACE.assertion}" ID="${input.assertionId}" IssueInstant="${formatInstant(input.issueInstant)}" Version="${SAML_VERSION}">` +
    `<saml:Issuer>${escapeText(input.issuer)}</saml:Issuer>`;
  const tail = `${formatSubject(input)}${formatConditions(input)}${formatAuthnStatement(input)}${formatAttributes(input.attributes)}</saml:Assertion>`;
  return { id: input.assertionId, head, tail };
}
