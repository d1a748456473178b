// Refusals of metadata. Values from the document are not repeated in the message.
import { AppError } from '@keyshift/base';

const METADATA = 'the metadata was not imported';

export const metadataErrors = {
  notMetadata: (p: { found: string }): AppError<'saml.not_metadata'> =>
    new AppError({
      code: 'saml.not_metadata',
      what: METADATA,
      why: `this is ${p.found}, not a SAML metadata document`,
      fix: 'export the metadata of the other side as an XML file and import that',
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
      why: 'a provider in it that signs has no certificate for signing',
      fix: 'export the metadata again with its signing certificate',
    }),
  metadataKeyUnsupported: (): AppError<'saml.metadata_key_unsupported'> =>
    new AppError({
      code: 'saml.metadata_key_unsupported',
      what: METADATA,
      why: 'a key in it is neither RSA of 2048 bits or more nor P-256',
      fix: 'give the provider a stronger key and export its metadata again',
    }),
  metadataCertificateInvalid: (): AppError<'saml.metadata_certificate_invalid'> =>
    new AppError({
      code: 'saml.metadata_certificate_invalid',
      what: METADATA,
      why: 'a key descriptor does not hold exactly one readable X.509 certificate',
      fix: 'export the metadata again, with one certificate in each key descriptor and no chain',
    }),
  metadataTooMany: (p: {
    what: 'keys' | 'providers' | 'addresses';
    limit: number;
  }): AppError<'saml.metadata_too_many'> =>
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
      why: 'it describes the same provider twice',
      fix: 'remove one of the two',
    }),
  metadataEndpointInvalid: (): AppError<'saml.metadata_endpoint_invalid'> =>
    new AppError({
      code: 'saml.metadata_endpoint_invalid',
      what: METADATA,
      why: 'a provider in it lacks an address that it must have, or has one that is not an http or https URL',
      fix: 'export the metadata again with its SingleSignOnService or AssertionConsumerService',
    }),
  metadataNoServiceProvider: (): AppError<'saml.metadata_no_service_provider'> =>
    new AppError({
      code: 'saml.metadata_no_service_provider',
      what: METADATA,
      why: 'it describes no SAML 2.0 service provider',
      fix: "export the application's metadata, not that of an identity provider",
    }),
  metadataEntityAmbiguous: (p: { entityIds: readonly string[] }): AppError<'saml.metadata_entity_ambiguous'> =>
    new AppError({
      code: 'saml.metadata_entity_ambiguous',
      what: METADATA,
      why: `it describes ${p.entityIds.length} service providers`,
      fix: 'say which one by its entityID; the details of this error list them',
      details: { entityIds: p.entityIds },
    }),
  metadataEntityUnknown: (p: { entityIds: readonly string[] }): AppError<'saml.metadata_entity_unknown'> =>
    new AppError({
      code: 'saml.metadata_entity_unknown',
      what: METADATA,
      why: 'it describes no service provider of that entityID',
      fix: 'choose one of those in the document; the details of this error list them',
      details: { entityIds: p.entityIds },
    }),
  metadataExpired: (): AppError<'saml.metadata_expired'> =>
    new AppError({
      code: 'saml.metadata_expired',
      what: METADATA,
      why: 'its validUntil has passed',
      fix: 'get the current document from the other side',
    }),
};
