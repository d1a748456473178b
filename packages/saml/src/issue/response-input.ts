// What a Response says: every value that goes into one, and nothing that decides.

export type ResponseInput = {
  /** `_` and letters, digits, dot, hyphen, underscore; unique. So is `assertionId`. */
  readonly responseId: string;
  readonly assertionId: string;
  readonly issueInstant: Date;
  readonly issuer: string;
  /** The ACS URL: Destination of the response and Recipient of the assertion. */
  readonly destination: string;
  readonly inResponseTo?: string;
  readonly audience: string;
  readonly nameId: { readonly value: string; readonly format: string };
  readonly sessionIndex: string;
  readonly authnInstant: Date;
  readonly authnContextClassRef: string;
  readonly notBefore: Date;
  /** End of the Conditions and of the bearer confirmation. */
  readonly notOnOrAfter: Date;
  readonly sessionNotOnOrAfter?: Date;
  /** An attribute without values is left out. */
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly sign: 'assertion' | 'response' | 'both';
};
