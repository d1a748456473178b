// SAML 2.0 requests, responses, metadata, bindings: values in, values out.
export type { Assertion, AuthnStatement, Conditions, Confirmation } from './assertion/assertion.ts';
export { encodeRedirect, type RedirectMessage } from './bindings/encode-redirect.ts';
export { decodePostRequest, decodeSamlResponse } from './bindings/post.ts';
export { decodeRedirectRequest, parseRedirectQuery, type RedirectQuery } from './bindings/redirect.ts';
export {
  ATTRIBUTE_NAME_FORMAT,
  AUTHN_CONTEXT,
  AWS_AUDIENCE,
  BINDING,
  LOGOUT_REASON,
  NAMEID_FORMAT,
  SAML_ATTRIBUTE,
  STATUS,
} from './constants.ts';
export type { Encryption } from './encrypt/encrypt-element.ts';
export type { SamlErrorCode } from './errors/code.ts';
export { type ErrorResponseInput, issueErrorResponse } from './issue/error-response.ts';
export type { NameIdInput } from './issue/name-id.ts';
export { issueEncryptedResponse, issueResponse } from './issue/response.ts';
export type { AttributeInput, ResponseInput } from './issue/response-input.ts';
export type { SigningKey } from './issue/signature.ts';
export type { FailedStatus, StatusInput, SubStatus } from './issue/status.ts';
export {
  issueLogoutRequest,
  issueLogoutResponse,
  type LogoutRequestInput,
  type LogoutResponseInput,
} from './logout/issue-logout.ts';
export type { LogoutRequest, LogoutResponse } from './logout/logout-message.ts';
export { parseLogoutRequest, readLogoutRequest } from './logout/parse-logout-request.ts';
export { parseLogoutResponse, readLogoutResponse } from './logout/parse-logout-response.ts';
export { formatIdpMetadata, type IdpMetadataInput } from './metadata/format-idp.ts';
export type { MetadataKey } from './metadata/keys.ts';
export { type IdpMetadata, parseIdpMetadata } from './metadata/parse-idp.ts';
export { parseSpMetadata, type SpMetadataOptions } from './metadata/parse-sp.ts';
export type {
  AssertionConsumer,
  LogoutService,
  RequestedAttribute,
  SpMetadata,
  Transport,
} from './metadata/sp-metadata.ts';
export { checkAudience } from './profile/audience.ts';
export { checkConfirmationMethod } from './profile/confirmation-method.ts';
export { checkRecipient } from './profile/recipient.ts';
export { checkTimes, type TimeRules } from './profile/times.ts';
export type { AuthnRequest, NameIdPolicy } from './request/authn-request.ts';
export { checkNoSubject, parseAuthnRequest, readAuthnRequest } from './request/parse-authn-request.ts';
export { decideAuthnContext, type RequestedAuthnContext } from './request/requested-context.ts';
export type { Verified, VerifiedMessage } from './verify/verified-message.ts';
export { isSignedMessage, verifyPostSignature } from './verify/verify-post.ts';
export { type SignedRedirect, verifyRedirectSignature } from './verify/verify-redirect.ts';
export { readResponseUnverified, type VerifiedAssertion, verifyResponse } from './verify/verify-response.ts';
