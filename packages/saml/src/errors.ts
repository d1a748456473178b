// Every refusal of this package: what failed, why, what to do. Values from the message are never repeated.
import { AppError } from '@keyshift/base';

const RESPONSE = 'the SAML response was refused';
const SIGNATURE = 'the SAML signature was refused';
const REQUEST = 'the SAML request was refused';
const METADATA = 'the metadata was not imported';
const ASK_SENDER = 'ask the sender of the message to correct it';
const SIGN_IN_AGAIN = 'sign in again';

type Named = { element: string };

export const samlErrors = {
  // Bindings
  base64Invalid: (): AppError<'saml.base64_invalid'> =>
    new AppError({
      code: 'saml.base64_invalid',
      what: 'the SAML message was refused',
      why: 'it is not base64',
      fix: 'send the message as the SAML binding encodes it, complete and unchanged',
    }),
  messageTooLarge: (p: { limit: number }): AppError<'saml.message_too_large'> =>
    new AppError({
      code: 'saml.message_too_large',
      what: 'the SAML message was refused',
      why: `it is larger than ${p.limit}`,
      fix: 'send fewer groups or roles',
    }),
  deflateInvalid: (): AppError<'saml.deflate_invalid'> =>
    new AppError({
      code: 'saml.deflate_invalid',
      what: REQUEST,
      why: 'it is not one complete DEFLATE stream',
      fix: 'compress the request once with raw DEFLATE, as the HTTP-Redirect binding asks',
    }),
  notUtf8: (): AppError<'saml.not_utf8'> =>
    new AppError({
      code: 'saml.not_utf8',
      what: 'the SAML message was refused',
      why: 'its bytes are not UTF-8',
      fix: 'send the message as UTF-8',
    }),

  // Document structure
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
      what: RESPONSE,
      why: 'two elements carry the same ID',
      fix: ASK_SENDER,
    }),
  idAttributeRefused: (): AppError<'saml.id_attribute_refused'> =>
    new AppError({
      code: 'saml.id_attribute_refused',
      what: RESPONSE,
      why: 'an element carries an identifier attribute other than ID, such as Id or xml:id',
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

  // Signature
  signatureMissing: (): AppError<'saml.signature_missing'> =>
    new AppError({
      code: 'saml.signature_missing',
      what: SIGNATURE,
      why: 'neither the assertion nor the response is signed',
      fix: 'turn on signing of assertions at the identity provider',
    }),
  signatureMisplaced: (): AppError<'saml.signature_misplaced'> =>
    new AppError({
      code: 'saml.signature_misplaced',
      what: SIGNATURE,
      why: 'a signature does not directly follow the Issuer of the response or of the assertion',
      fix: ASK_SENDER,
    }),
  signatureMalformed: (p: { element: string }): AppError<'saml.signature_malformed'> =>
    new AppError({
      code: 'saml.signature_malformed',
      what: SIGNATURE,
      why: `${p.element} holds more, less or something else than it may`,
      fix: ASK_SENDER,
    }),
  algorithmRefused: (p: {
    kind: 'signature' | 'digest' | 'canonicalization' | 'transforms';
  }): AppError<'saml.algorithm_refused'> =>
    new AppError({
      code: 'saml.algorithm_refused',
      what: SIGNATURE,
      why: `its ${p.kind} algorithm is not allowed`,
      fix: 'sign with RSA and SHA-256, enveloped, with exclusive canonicalization',
    }),
  referenceRefused: (): AppError<'saml.reference_refused'> =>
    new AppError({
      code: 'saml.reference_refused',
      what: SIGNATURE,
      why: 'its reference does not name exactly the element that contains it',
      fix: ASK_SENDER,
    }),
  digestMismatch: (): AppError<'saml.digest_mismatch'> =>
    new AppError({
      code: 'saml.digest_mismatch',
      what: SIGNATURE,
      why: 'the signed content was changed after signing',
      fix: 'pass the message on unchanged',
    }),
  signatureInvalid: (): AppError<'saml.signature_invalid'> =>
    new AppError({
      code: 'saml.signature_invalid',
      what: SIGNATURE,
      why: 'it was not made by a key of the registered identity provider',
      fix: "update the registered metadata if the provider's certificate changed",
    }),
  trustedKeyMissing: (): AppError<'saml.trusted_key_missing'> =>
    new AppError({
      code: 'saml.trusted_key_missing',
      what: SIGNATURE,
      why: 'no trusted RSA key of 2048 bits or more, and no trusted P-256 key, was given',
      fix: "register the identity provider's metadata with its signing certificate",
    }),
  keyUnsupported: (): AppError<'saml.key_unsupported'> =>
    new AppError({
      code: 'saml.key_unsupported',
      what: 'the SAML response was not signed',
      why: 'the key is neither RSA of 2048 bits or more nor P-256',
      fix: 'make a new key for this application',
    }),

  // Profile
  recipientMismatch: (): AppError<'saml.recipient_mismatch'> =>
    new AppError({
      code: 'saml.recipient_mismatch',
      what: RESPONSE,
      why: 'it was issued for another Recipient',
      fix: 'compare the ACS URL of the application with the one expected here',
    }),
  audienceMissing: (): AppError<'saml.audience_missing'> =>
    new AppError({
      code: 'saml.audience_missing',
      what: RESPONSE,
      why: 'it is not restricted to an audience',
      fix: `set the application's audience`,
    }),
  audienceMismatch: (): AppError<'saml.audience_mismatch'> =>
    new AppError({
      code: 'saml.audience_mismatch',
      what: RESPONSE,
      why: 'it was issued for another audience',
      fix: `compare the application's audience with the one expected here`,
    }),
  assertionTooOld: (p: { maxAgeSeconds: number }): AppError<'saml.assertion_too_old'> =>
    new AppError({
      code: 'saml.assertion_too_old',
      what: RESPONSE,
      why: `it was issued more than ${p.maxAgeSeconds} seconds ago`,
      fix: SIGN_IN_AGAIN,
    }),
  notYetValid: (): AppError<'saml.not_yet_valid'> =>
    new AppError({
      code: 'saml.not_yet_valid',
      what: RESPONSE,
      why: 'it was issued in the future, or its validity has not begun',
      fix: 'set the clocks of both machines',
    }),
  assertionExpired: (): AppError<'saml.assertion_expired'> =>
    new AppError({
      code: 'saml.assertion_expired',
      what: RESPONSE,
      why: 'its Conditions have expired',
      fix: SIGN_IN_AGAIN,
    }),
  confirmationExpired: (): AppError<'saml.confirmation_expired'> =>
    new AppError({
      code: 'saml.confirmation_expired',
      what: RESPONSE,
      why: 'its subject confirmation has expired or has no end',
      fix: SIGN_IN_AGAIN,
    }),
  sessionExpired: (): AppError<'saml.session_expired'> =>
    new AppError({
      code: 'saml.session_expired',
      what: RESPONSE,
      why: 'the session at the identity provider has ended',
      fix: SIGN_IN_AGAIN,
    }),
  confirmationNotUnique: (): AppError<'saml.confirmation_not_unique'> =>
    new AppError({
      code: 'saml.confirmation_not_unique',
      what: RESPONSE,
      why: 'it does not have exactly one subject confirmation',
      fix: ASK_SENDER,
    }),
  confirmationMethodRefused: (): AppError<'saml.confirmation_method_refused'> =>
    new AppError({
      code: 'saml.confirmation_method_refused',
      what: RESPONSE,
      why: 'its subject confirmation method is not bearer',
      fix: ASK_SENDER,
    }),
  confirmationIncomplete: (): AppError<'saml.confirmation_incomplete'> =>
    new AppError({
      code: 'saml.confirmation_incomplete',
      what: RESPONSE,
      why: 'its subject confirmation lacks NotOnOrAfter or Recipient',
      fix: ASK_SENDER,
    }),

  // Requests
  notARequest: (): AppError<'saml.not_a_request'> =>
    new AppError({
      code: 'saml.not_a_request',
      what: REQUEST,
      why: 'its root element is not a SAML 2.0 AuthnRequest',
      fix: 'send the SAMLRequest of the application',
    }),

  // Metadata
  notMetadata: (p: { found: string }): AppError<'saml.not_metadata'> =>
    new AppError({
      code: 'saml.not_metadata',
      what: METADATA,
      why: `this is ${p.found}, not a SAML metadata document`,
      fix: 'export the metadata of the identity provider as an XML file and import that',
    }),
  metadataNoProvider: (): AppError<'saml.metadata_no_provider'> =>
    new AppError({
      code: 'saml.metadata_no_provider',
      what: METADATA,
      why: 'it describes no SAML 2.0 identity provider',
      fix: "export the identity provider's metadata, not that of a service provider",
    }),
  metadataNoSigningKey: (): AppError<'saml.metadata_no_signing_key'> =>
    new AppError({
      code: 'saml.metadata_no_signing_key',
      what: METADATA,
      why: 'an identity provider in it has no certificate for signing',
      fix: 'export the metadata again with its signing certificate',
    }),
  metadataKeyUnsupported: (): AppError<'saml.metadata_key_unsupported'> =>
    new AppError({
      code: 'saml.metadata_key_unsupported',
      what: METADATA,
      why: 'a signing key in it is neither RSA of 2048 bits or more nor P-256',
      fix: 'give the identity provider a stronger key and export its metadata again',
    }),
  metadataCertificateInvalid: (): AppError<'saml.metadata_certificate_invalid'> =>
    new AppError({
      code: 'saml.metadata_certificate_invalid',
      what: METADATA,
      why: 'a key descriptor does not hold exactly one readable X.509 certificate',
      fix: 'export the metadata again, with the signing certificate only and no chain',
    }),
  metadataTooMany: (p: { what: 'keys' | 'providers'; limit: number }): AppError<'saml.metadata_too_many'> =>
    new AppError({
      code: 'saml.metadata_too_many',
      what: METADATA,
      why: `it has more than ${p.limit} ${p.what}`,
      fix: 'remove what is no longer in use',
    }),
  metadataDuplicateEntity: (): AppError<'saml.metadata_duplicate_entity'> =>
    new AppError({
      code: 'saml.metadata_duplicate_entity',
      what: METADATA,
      why: 'it describes the same identity provider twice',
      fix: 'remove one of the two',
    }),
  metadataEndpointInvalid: (): AppError<'saml.metadata_endpoint_invalid'> =>
    new AppError({
      code: 'saml.metadata_endpoint_invalid',
      what: METADATA,
      why: 'an identity provider in it has no sign-on address, or one that is not an http or https URL',
      fix: 'export the metadata again with its SingleSignOnService',
    }),
};

export type SamlErrorCode = ReturnType<(typeof samlErrors)[keyof typeof samlErrors]>['code'];
