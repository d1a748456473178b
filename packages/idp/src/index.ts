// SSO pipelines, sessions, sign-in pages.
export type { IdpDeps } from './deps.ts';
export { ERROR_STATUS, type IdpErrorCode, idpErrors } from './errors.ts';
export { createIdp, type Idp } from './idp.ts';
export { SSO_PIPELINE } from './sso/pipeline.ts';
