// Browser sign-in, AWS credentials, SQL session.
export {
  assumeRole,
  type CredentialRequest,
  type DatabaseCredentials,
  getDatabaseCredentials,
  type RoleCredentials,
} from './aws-calls.ts';
export { assertionConsumerServiceUrl, type BrowserLoginOptions, loginWithBrowser } from './browser-login.ts';
export { DEFAULT_LISTEN_PORT, DEFAULT_RESPONSE_TIMEOUT_SECONDS } from './constants.ts';
export type { ClientErrorCode } from './errors.ts';
export { decideLogin, type LoginDecision } from './login-decision.ts';
export { deleteSession, findSession, writeSession } from './session-file.ts';
export { type SignedIn, type SignInDeps, signIn, signInWithAssertion } from './sign-in.ts';
export { openSqlSession, type SqlLogin, type SqlResult, type SqlSession } from './sql-session.ts';
export type { AwsEndpoints, ClientTarget, ClusterTarget, LoginWishes } from './target.ts';
