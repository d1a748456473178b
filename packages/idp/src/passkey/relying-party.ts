// Passkeys: options for the browser, and the verdict on what it answers.
import type { AddedFactor, Factors, Person } from '@keyshift/directory';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { idpErrors } from '../errors.ts';
import type { Challenges } from './challenges.ts';

export type RelyingParty = {
  /** Options for `navigator.credentials.create`. */
  startRegistration(person: Person): Promise<{ challengeId: string; options: PublicKeyCredentialCreationOptionsJSON }>;
  /** Stores the passkey. Throws `idp.passkey_refused`. */
  register(o: { person: Person; challengeId: string; name: string; response: unknown }): Promise<AddedFactor>;
  /** Options for `navigator.credentials.get`; `personId` limits it to a person's passkeys. */
  startSignIn(o: {
    visit: string;
    personId?: string;
  }): Promise<{ challengeId: string; options: PublicKeyCredentialRequestOptionsJSON }>;
  /** The person whose passkey signed the challenge. Throws `idp.passkey_refused`. */
  verify(o: { visit: string; challengeId: string; response: unknown }): Promise<{ personId: string }>;
};
type Deps = { readonly factors: Factors; readonly challenges: Challenges; readonly origin: string };

const TIMEOUT_MS = 120_000;

/** What throws inside the verifier is the browser's answer being wrong, whatever its text. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw idpErrors.passkeyRefused({ cause });
  }
}

async function startRegistration(deps: Deps, person: Person): ReturnType<RelyingParty['startRegistration']> {
  const { id, challenge } = await deps.challenges.create(person.id);
  const known = await deps.factors.passkeysOf(person.id);
  const options = await generateRegistrationOptions({
    rpName: 'Keyshift',
    rpID: new URL(deps.origin).hostname,
    userName: person.username,
    userDisplayName: person.displayName,
    userID: Uint8Array.from(await deps.factors.userHandle(person.id)),
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    timeout: TIMEOUT_MS,
    excludeCredentials: known.map((one) => ({ id: one.credentialId, transports: [...one.transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { challengeId: id, options };
}

async function register(deps: Deps, o: Parameters<RelyingParty['register']>[0]): ReturnType<RelyingParty['register']> {
  const challenge = await deps.challenges.use(o.challengeId, o.person.id);
  if (challenge === undefined) throw idpErrors.passkeyRefused({});
  const { verified, registrationInfo } = await refusing(() =>
    verifyRegistrationResponse({
      response: o.response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: deps.origin,
      expectedRPID: new URL(deps.origin).hostname,
      requireUserVerification: true,
    }),
  );
  if (!verified || registrationInfo === undefined) throw idpErrors.passkeyRefused({});
  const { credential, credentialBackedUp } = registrationInfo;
  return deps.factors.addPasskey(o.person.id, {
    name: o.name,
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    backedUp: credentialBackedUp,
  });
}

async function startSignIn(
  deps: Deps,
  o: Parameters<RelyingParty['startSignIn']>[0],
): ReturnType<RelyingParty['startSignIn']> {
  const { id, challenge } = await deps.challenges.create(o.visit);
  const known = o.personId === undefined ? [] : await deps.factors.passkeysOf(o.personId);
  const options = await generateAuthenticationOptions({
    rpID: new URL(deps.origin).hostname,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    timeout: TIMEOUT_MS,
    userVerification: 'required',
    allowCredentials: known.map((one) => ({ id: one.credentialId, transports: [...one.transports] })),
  });
  return { challengeId: id, options };
}

async function verify(deps: Deps, o: Parameters<RelyingParty['verify']>[0]): ReturnType<RelyingParty['verify']> {
  const challenge = await deps.challenges.use(o.challengeId, o.visit);
  if (challenge === undefined) throw idpErrors.passkeyRefused({});
  const response = o.response as AuthenticationResponseJSON;
  const known = typeof response?.id === 'string' ? await deps.factors.findByCredentialId(response.id) : undefined;
  if (known === undefined) throw idpErrors.passkeyRefused({});
  const { verified, authenticationInfo } = await refusing(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: deps.origin,
      expectedRPID: new URL(deps.origin).hostname,
      requireUserVerification: true,
      // The counter is compared where it is stored, in one step with the other uses of this passkey.
      credential: { id: known.credentialId, publicKey: Uint8Array.from(known.publicKey), counter: 0 },
    }),
  );
  if (!verified) throw idpErrors.passkeyRefused({});
  await deps.factors.updateCounter(known.credentialId, authenticationInfo.newCounter);
  return { personId: known.personId };
}

export function createRelyingParty(deps: Deps): RelyingParty {
  return {
    startRegistration: (person) => startRegistration(deps, person),
    register: (o) => register(deps, o),
    startSignIn: (o) => startSignIn(deps, o),
    verify: (o) => verify(deps, o),
  };
}
