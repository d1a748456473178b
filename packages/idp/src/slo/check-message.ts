// A verified logout message is for us, from this application, and young.
import type { Application } from '@keyshift/directory';
import type { LogoutRequest, LogoutResponse } from '@keyshift/saml';
import { idpErrors } from '../errors.ts';

const MAX_AGE_MS = 300_000;
const SKEW_MS = 60_000;
const LONGEST_RELAY_STATE = 1_024;

type Checked = Pick<LogoutRequest, 'issuer' | 'issueInstant' | 'destination' | 'notOnOrAfter'> | LogoutResponse;

/** Throws `idp.logout_refused`. Source: saml-core §3.7.3. */
export function checkLogoutMessage(o: { application: Application; message: Checked; sloUrl: string; now: Date }): void {
  const { application, message, sloUrl, now } = o;
  const { label } = application;
  if (message.issuer !== application.audience) {
    throw idpErrors.logoutRefused({ label, why: 'it comes from another service provider than the one registered' });
  }
  // saml-bindings §3.4.5.2 – what is signed names its destination, or it could be sent on to somebody else.
  if (message.destination !== sloUrl) {
    throw idpErrors.logoutRefused({ label, why: 'it was made for another address, or names none' });
  }
  const age = now.getTime() - message.issueInstant.getTime();
  const end = ('notOnOrAfter' in message ? message.notOnOrAfter?.getTime() : undefined) ?? Number.POSITIVE_INFINITY;
  if (age > MAX_AGE_MS || age < -SKEW_MS || now.getTime() >= end + SKEW_MS) {
    throw idpErrors.logoutRefused({ label, why: 'it is older than five minutes, or a clock is wrong' });
  }
}

/** Throws `idp.relay_state_too_long`. */
export function checkLogoutRelayState(relayState: string | undefined): void {
  if (relayState !== undefined && relayState.length > LONGEST_RELAY_STATE) throw idpErrors.relayStateTooLong();
}
