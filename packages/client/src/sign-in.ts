// The whole sign-in: browser, AssumeRoleWithSAML; what it yields is a person with a role, not yet a database session.
import { decodeSamlResponse, readResponseUnverified, SAML_ATTRIBUTE } from '@keyshift/saml';
import { assumeRole, type RoleCredentials } from './aws-calls.ts';
import { loginWithBrowser } from './browser-login.ts';
import { decideLogin, type LoginDecision } from './login-decision.ts';
import type { ClientTarget } from './target.ts';

export type SignedIn = {
  /** The RoleSessionName: who the warehouse will see. */
  readonly person: string;
  readonly login: LoginDecision;
  readonly role: RoleCredentials;
};

export type SignInDeps = { readonly openBrowser: (url: string) => Promise<void> };

/** Signs in through the browser. The assertion is read as the stock drivers read it; STS is who verifies it. */
export async function signIn(target: ClientTarget, { openBrowser }: SignInDeps): Promise<SignedIn> {
  const samlResponse = await loginWithBrowser({ ...target, openBrowser });
  return signInWithAssertion(target, samlResponse);
}

/** The same from an assertion that was obtained elsewhere (base64 SAMLResponse). */
export async function signInWithAssertion(target: ClientTarget, samlResponse: string): Promise<SignedIn> {
  const assertion = readResponseUnverified(new TextDecoder().decode(decodeSamlResponse(samlResponse)));
  const login = decideLogin(assertion, target.wishes);
  const role = await assumeRole(target.aws, login, samlResponse);
  const person = assertion.attributes.get(SAML_ATTRIBUTE.roleSessionName)?.[0] ?? login.dbUser;
  return { person, login, role };
}
