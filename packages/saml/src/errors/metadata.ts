// Refusals of metadata. Values from the document are not repeated in the message.
import { AppError } from '@keyshift/base';

const METADATA = 'the metadata was not imported';

export const metadataErrors = {
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
