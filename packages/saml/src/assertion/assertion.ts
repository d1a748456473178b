// What an assertion says, as values: the only form in which the rest of the product sees one.

export type Confirmation = {
  readonly method: string;
  readonly recipient?: string;
  readonly notBefore?: Date;
  readonly notOnOrAfter?: Date;
  readonly inResponseTo?: string;
};

export type AuthnStatement = {
  readonly authnInstant: Date;
  readonly sessionIndex?: string;
  readonly sessionNotOnOrAfter?: Date;
};

export type Conditions = {
  readonly notBefore?: Date;
  readonly notOnOrAfter?: Date;
  /** All restrictions must hold; one of the audiences of each is enough (saml-core §2.5.1.4). */
  readonly audienceRestrictions: readonly (readonly string[])[];
};

export type Assertion = {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  readonly nameId?: { readonly value: string; readonly format?: string };
  readonly confirmations: readonly Confirmation[];
  readonly conditions?: Conditions;
  readonly authnStatements: readonly AuthnStatement[];
  /** Values by attribute Name; an attribute may have no values. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
};
