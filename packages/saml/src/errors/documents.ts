// Refusals of the structure of a message. Values from it are never repeated.
import { AppError } from '@keyshift/base';

const RESPONSE = 'the SAML response was refused';
const ASK_SENDER = 'ask the sender of the message to correct it';
const SIGN_IN_AGAIN = 'sign in again';

type Named = { element: string };

export const documentErrors = {
  notAResponse: (): AppError<'saml.not_a_response'> =>
    new AppError({
      code: 'saml.not_a_response',
      what: RESPONSE,
      why: 'its root element is not a SAML 2.0 Response',
      fix: 'send the SAMLResponse that the identity provider posted',
    }),
  versionUnsupported: (p: Named): AppError<'saml.version_unsupported'> =>
    new AppError({
      code: 'saml.version_unsupported',
      what: 'the SAML message was refused',
      why: `${p.element} is not of version 2.0`,
      fix: ASK_SENDER,
    }),
  statusNotSuccess: (p: { status: string }): AppError<'saml.status_not_success'> =>
    new AppError({
      code: 'saml.status_not_success',
      what: RESPONSE,
      why: `the identity provider reports ${p.status}`,
      fix: "look up this sign-in in the identity provider's log",
      details: p,
    }),
  assertionMissing: (): AppError<'saml.assertion_missing'> =>
    new AppError({
      code: 'saml.assertion_missing',
      what: RESPONSE,
      why: 'it contains no assertion',
      fix: SIGN_IN_AGAIN,
    }),
  assertionNotUnique: (): AppError<'saml.assertion_not_unique'> =>
    new AppError({
      code: 'saml.assertion_not_unique',
      what: RESPONSE,
      why: 'it contains more than one assertion',
      fix: 'send one assertion; several are how signatures are wrapped in attacks',
    }),
  assertionMisplaced: (): AppError<'saml.assertion_misplaced'> =>
    new AppError({
      code: 'saml.assertion_misplaced',
      what: RESPONSE,
      why: 'its assertion is not a direct child of the response, or of another namespace',
      fix: ASK_SENDER,
    }),
  assertionEncrypted: (): AppError<'saml.assertion_encrypted'> =>
    new AppError({
      code: 'saml.assertion_encrypted',
      what: RESPONSE,
      why: 'its assertion, or a part of it, is encrypted',
      fix: 'turn assertion encryption off for this application: Redshift drivers read the assertion in clear',
    }),
  idInvalid: (p: Named): AppError<'saml.id_invalid'> =>
    new AppError({
      code: 'saml.id_invalid',
      what: 'the SAML message was refused',
      why: `the ID of ${p.element} is missing or malformed`,
      fix: 'give an ID that starts with _ and has only letters, digits, dot, hyphen and underscore',
    }),
  idDuplicate: (): AppError<'saml.id_duplicate'> =>
    new AppError({
      code: 'saml.id_duplicate',
      what: 'the SAML message was refused',
      why: 'two elements carry the same ID',
      fix: ASK_SENDER,
    }),
  idAttributeRefused: (): AppError<'saml.id_attribute_refused'> =>
    new AppError({
      code: 'saml.id_attribute_refused',
      what: 'the SAML message was refused',
      why: 'an element carries an identifier attribute other than ID, such as xml:id, or an Id that is not ds:Signature’s',
      fix: 'identify elements by ID alone',
    }),
  elementUnexpected: (p: { parent: string }): AppError<'saml.element_unexpected'> =>
    new AppError({
      code: 'saml.element_unexpected',
      what: 'the SAML message was refused',
      why: `${p.parent} contains text, or an element that is unknown, repeated or out of order`,
      fix: ASK_SENDER,
    }),
  elementMissing: (p: Named & { parent: string }): AppError<'saml.element_missing'> =>
    new AppError({
      code: 'saml.element_missing',
      what: 'the SAML message was refused',
      why: `${p.parent} has no ${p.element}`,
      fix: ASK_SENDER,
    }),
  leafNotText: (p: Named): AppError<'saml.leaf_not_text'> =>
    new AppError({
      code: 'saml.leaf_not_text',
      what: 'the SAML message was refused',
      why: `${p.element} contains an element`,
      fix: 'send plain text in it',
    }),
  valueEmpty: (p: Named): AppError<'saml.value_empty'> =>
    new AppError({
      code: 'saml.value_empty',
      what: 'the SAML message was refused',
      why: `${p.element} is empty`,
      fix: ASK_SENDER,
    }),
  valueInvalid: (p: { element: string; attribute: string }): AppError<'saml.value_invalid'> =>
    new AppError({
      code: 'saml.value_invalid',
      what: 'the SAML message was refused',
      why: `${p.attribute} of ${p.element} has a value that is not allowed`,
      fix: ASK_SENDER,
    }),
  fieldMissing: (p: { element: string; attribute: string }): AppError<'saml.field_missing'> =>
    new AppError({
      code: 'saml.field_missing',
      what: 'the SAML message was refused',
      why: `${p.element} has no ${p.attribute}`,
      fix: ASK_SENDER,
    }),
  instantInvalid: (p: { element: string; attribute: string }): AppError<'saml.instant_invalid'> =>
    new AppError({
      code: 'saml.instant_invalid',
      what: 'the SAML message was refused',
      why: `${p.attribute} of ${p.element} is not a time of the form 2026-01-31T12:00:00Z`,
      fix: 'send times in UTC',
    }),
  attributeAmbiguous: (): AppError<'saml.attribute_ambiguous'> =>
    new AppError({
      code: 'saml.attribute_ambiguous',
      what: RESPONSE,
      why: 'two attributes carry the same name',
      fix: 'send one attribute with several values',
    }),
  conditionUnknown: (): AppError<'saml.condition_unknown'> =>
    new AppError({
      code: 'saml.condition_unknown',
      what: RESPONSE,
      why: 'its assertion is bound to a condition that is not understood here',
      fix: 'send AudienceRestriction, OneTimeUse and ProxyRestriction only',
    }),
};
