// What a Response says: every value that goes into one, and nothing that decides.
import type { ATTRIBUTE_NAME_FORMAT } from '../constants.ts';
import type { NameIdInput } from './name-id.ts';

export type AttributeInput = {
  readonly name: string;
  /** An attribute without values is left out. */
  readonly values: readonly string[];
  /** What kind of name it is; `uri` unless said otherwise (saml-core §8.2). */
  readonly nameFormat?: keyof typeof ATTRIBUTE_NAME_FORMAT;
  readonly friendlyName?: string;
};

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
  readonly nameId: NameIdInput;
  readonly sessionIndex: string;
  readonly authnInstant: Date;
  readonly authnContextClassRef: string;
  readonly notBefore: Date;
  /** End of the Conditions and of the bearer confirmation. */
  readonly notOnOrAfter: Date;
  readonly sessionNotOnOrAfter?: Date;
  readonly attributes: readonly AttributeInput[];
  readonly sign: 'assertion' | 'response' | 'both';
};
