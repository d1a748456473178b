// Refusals of signatures and of keys.
import { AppError } from '@keyshift/base';

const SIGNATURE = 'the SAML signature was refused';
const ASK_SENDER = 'ask the sender of the message to correct it';

export const signatureErrors = {
  signatureMissing: (): AppError<'saml.signature_missing'> =>
    new AppError({
      code: 'saml.signature_missing',
      what: SIGNATURE,
      why: 'neither the assertion nor the response is signed',
      fix: 'turn on signing of assertions at the identity provider',
    }),
  messageUnsigned: (): AppError<'saml.message_unsigned'> =>
    new AppError({
      code: 'saml.message_unsigned',
      what: SIGNATURE,
      why: 'there is none, and messages of this sender have to be signed',
      fix: 'turn on signing of requests and logout messages at the service provider',
    }),
  signatureMisplaced: (): AppError<'saml.signature_misplaced'> =>
    new AppError({
      code: 'saml.signature_misplaced',
      what: SIGNATURE,
      why: 'a signature does not directly follow the Issuer of the message or of the assertion, or there are several',
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
    /** Named only if it is known to be weak. */
    weak?: string | undefined;
  }): AppError<'saml.algorithm_refused'> =>
    new AppError({
      code: 'saml.algorithm_refused',
      what: SIGNATURE,
      why: `its ${p.kind} algorithm is not allowed${p.weak === undefined ? '' : `: ${p.weak} can be forged`}`,
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
      why: 'it was not made by a registered key of the sender',
      fix: "update the registered metadata if the sender's certificate changed",
    }),
  trustedKeyMissing: (): AppError<'saml.trusted_key_missing'> =>
    new AppError({
      code: 'saml.trusted_key_missing',
      what: SIGNATURE,
      why: 'no trusted RSA key of 2048 bits or more, and no trusted P-256 key, was given',
      fix: "register the sender's metadata with its signing certificate",
    }),
  keyUnsupported: (): AppError<'saml.key_unsupported'> =>
    new AppError({
      code: 'saml.key_unsupported',
      what: 'the SAML message was not signed',
      why: 'the key is neither RSA of 2048 bits or more nor P-256',
      fix: 'make a new key for this application',
    }),
};
