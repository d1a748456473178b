// What a session's proofs are called in SAML, from the weakest to the strongest: one table for requests and for responses.
import type { SsoApplication } from '@keyshift/directory';
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

type Setting = SsoApplication['authnContext'];
/** What an application wants to be told: by its settings, and by its request if that says so. */
export type WantedContext = { readonly setting: Setting; readonly requested: RequestedAuthnContext | undefined };

function fixed(setting: Exclude<Setting, 'proved'>, comparison: RequestedAuthnContext['comparison']) {
  return { comparison, classRefs: [AUTHN_CONTEXT[setting]], hasDeclarations: false };
}

/**
 * Whether the session proves what the application's own setting demands. A request may choose what is stated, not get by
 * with less: an unsigned one can be made by anybody.
 */
export function meetsSetting(methods: Methods, { setting, requested }: WantedContext): boolean {
  if (setting === 'proved') return true;
  return authnContextOf(methods, fixed(setting, requested === undefined ? 'exact' : 'minimum')) !== undefined;
}

/** As `authnContextOf`, under the application's own setting. */
export function decideContext(methods: Methods, wanted: WantedContext): string | undefined {
  if (!meetsSetting(methods, wanted)) return undefined;
  const { setting, requested } = wanted;
  if (requested !== undefined) return authnContextOf(methods, requested);
  return setting === 'proved' ? authnContextOf(methods) : AUTHN_CONTEXT[setting];
}

/** The least that somebody would have to prove; undefined if nothing ever satisfies it. */
export function findWay(wanted: WantedContext): Methods | undefined {
  const ways: Methods[] = [['password'], ['password', 'totp'], ['passkey']];
  return ways.find((methods) => decideContext(methods, wanted) !== undefined);
}
