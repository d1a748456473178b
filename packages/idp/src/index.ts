// SSO pipelines, sessions, sign-in pages.
export type { AwsConsole, SamlProviderSummary } from './aws/console.ts';
export type { IdpDeps } from './deps.ts';
export { ERROR_STATUS, type IdpErrorCode, idpErrors } from './errors.ts';
export { createIdp, type Idp } from './idp.ts';
export { type EvaluatedAttribute, evaluateAttributes } from './sso/evaluate-attributes.ts';
export { SSO_PIPELINE } from './sso/pipeline.ts';
export { type AssertionPreview, type PreviewInput, previewAssertion } from './sso/preview/preview-assertion.ts';
