// What a service provider asks for when it wants somebody signed in, as values. Nothing here decides whether it gets it.
import type { RequestedAuthnContext } from './requested-context.ts';

export type NameIdPolicy = {
  readonly format?: string;
  /** The group of service providers that shares a persistent identifier. */
  readonly spNameQualifier?: string;
  /** Whether a new identifier may be made for this person and service provider. */
  readonly allowCreate: boolean;
};

export type AuthnRequest = {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  readonly destination?: string;
  /** A wish: only a registered URL may be answered. */
  readonly assertionConsumerServiceUrl?: string;
  readonly assertionConsumerServiceIndex?: number;
  readonly protocolBinding?: string;
  readonly attributeConsumingServiceIndex?: number;
  /** The service provider's own name for itself; show the registered one. */
  readonly providerName?: string;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly nameIdPolicy?: NameIdPolicy;
  /** `nameIdPolicy.format`. */
  readonly nameIdFormat?: string;
  readonly requestedAuthnContext?: RequestedAuthnContext;
  /** It asks for one certain person: see `checkNoSubject`. */
  readonly hasSubject: boolean;
};
