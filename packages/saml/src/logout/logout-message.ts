// What single logout says, as values: end these sessions of this person, and how that went.

export type LogoutRequest = {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  readonly destination?: string;
  /** After it the request is void. */
  readonly notOnOrAfter?: Date;
  readonly reason?: string;
  readonly nameId: {
    readonly value: string;
    readonly format?: string;
    readonly nameQualifier?: string;
    readonly spNameQualifier?: string;
  };
  /** Empty = every session of the person with this service provider (saml-core §3.7.1). */
  readonly sessionIndexes: readonly string[];
};

export type LogoutResponse = {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  readonly destination?: string;
  readonly inResponseTo?: string;
  readonly isSuccess: boolean;
  /** Some of the sessions elsewhere may still be open (saml-core §3.7.3.2). */
  readonly isPartial: boolean;
  /** URI of the first and of the second level. */
  readonly status: string;
  readonly subStatus?: string;
};
