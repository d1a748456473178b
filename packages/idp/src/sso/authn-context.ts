// What a session's proofs are called in SAML, from the weakest to the strongest: one table for requests and for responses.
import { AUTHN_CONTEXT, decideAuthnContext, type RequestedAuthnContext } from '@keyshift/saml';
import type { LoginMethod } from '../session/session-rules.ts';

type Methods = readonly LoginMethod[];
type Context = { readonly classRef: string; readonly isProved: (methods: Methods) => boolean };

const hasPassword = (methods: Methods) => methods.includes('password');
// A passkey with user verification is two factors in one. A recovery code is one that is written down.
const hasSecond = (methods: Methods) => methods.includes('totp') || methods.includes('recovery_code');

const CONTEXTS: readonly Context[] = [
  { classRef: AUTHN_CONTEXT.unspecified, isProved: () => true },
  { classRef: AUTHN_CONTEXT.password, isProved: hasPassword },
  { classRef: AUTHN_CONTEXT.passwordProtectedTransport, isProved: hasPassword },
  { classRef: AUTHN_CONTEXT.timeSyncToken, isProved: (methods) => methods.includes('totp') },
  {
    classRef: AUTHN_CONTEXT.multiFactor,
    isProved: (methods) => methods.includes('passkey') || (hasPassword(methods) && hasSecond(methods)),
  },
];
const RANKED: readonly string[] = CONTEXTS.map((one) => one.classRef);

function provedBy(methods: Methods): readonly string[] {
  return CONTEXTS.filter((one) => one.isProved(methods)).map((one) => one.classRef);
}

/** The class that goes into the response; undefined if the proofs do not satisfy what was asked. */
export function authnContextOf(methods: Methods, requested?: RequestedAuthnContext): string | undefined {
  const proved = provedBy(methods);
  const strongest = proved.at(-1) ?? AUTHN_CONTEXT.unspecified;
  if (requested === undefined) return strongest;
  if (requested.comparison === 'exact') return decideAuthnContext(requested, proved);
  // Compared by strength (saml-core §3.3.2.2.1): classes that were not proved count up to what was.
  const offered = RANKED.slice(0, RANKED.indexOf(strongest) + 1);
  const wanted = decideAuthnContext(requested, offered);
  if (wanted === undefined) return undefined;
  const rank = RANKED.indexOf(wanted);
  if (requested.comparison === 'maximum') return proved.findLast((one) => RANKED.indexOf(one) <= rank);
  return proved.find((one) => RANKED.indexOf(one) >= rank);
}

/** Whether somebody who proves more could satisfy it. */
export function canEverSatisfy(requested: RequestedAuthnContext): boolean {
  const ways: Methods[] = [['password'], ['password', 'totp'], ['passkey']];
  return ways.some((methods) => authnContextOf(methods, requested) !== undefined);
}
