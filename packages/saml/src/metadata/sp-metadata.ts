// What a service provider's metadata says, as values.
import type { MetadataKey } from './keys.ts';

/** `loopback` is http to this very machine, as desktop drivers have it; `http` crosses a network in clear. */
export type Transport = 'https' | 'loopback' | 'http';

export type AssertionConsumer = {
  readonly index: number;
  /** True for exactly one of them. */
  readonly isDefault: boolean;
  readonly url: string;
  readonly binding: string;
  /** Reported, not judged: whoever registers the application decides whether to post assertions there. */
  readonly transport: Transport;
};

export type LogoutService = {
  readonly binding: string;
  readonly location: string;
  /** Where LogoutResponses go, if not to `location`. */
  readonly responseLocation?: string;
};

export type RequestedAttribute = {
  readonly name: string;
  readonly nameFormat?: string;
  readonly friendlyName?: string;
  readonly isRequired: boolean;
};

export type SpMetadata = {
  readonly entityId: string;
  /** The earliest that the document states; after it the metadata must not be used. */
  readonly validUntil?: Date;
  /** In the order of the document, at least one. */
  readonly acs: readonly AssertionConsumer[];
  readonly slo: readonly LogoutService[];
  readonly nameIdFormats: readonly string[];
  readonly wantAssertionsSigned: boolean;
  /** It signs its AuthnRequests; then `signingCertificates` is not empty and an unsigned one is to be refused. */
  readonly authnRequestsSigned: boolean;
  readonly signingCertificates: readonly MetadataKey[];
  /** A key without `use` is in both lists. */
  readonly encryptionCertificates: readonly MetadataKey[];
  readonly organizationName?: string;
  /** Of all its attribute consuming services, the default one first. */
  readonly requestedAttributes: readonly RequestedAttribute[];
};
