// A verified LogoutRequest is for us, from this application, and young.
import type { Application } from '@keyshift/directory';
import type { LogoutRequest } from '@keyshift/saml';
import { idpErrors } from '../errors.ts';

const MAX_AGE_MS = 300_000;
const SKEW_MS = 60_000;

/** Throws `idp.logout_refused`. Source: saml-core §3.7.3. */
export function checkLogoutRequest(o: {
  application: Application;
  request: LogoutRequest;
  sloUrl: string;
  now: Date;
}): void {
  const { application, request, sloUrl, now } = o;
  const { label } = application;
  if (request.issuer !== application.audience) {
    throw idpErrors.logoutRefused({ label, why: 'it comes from another service provider than the one registered' });
  }
  if (request.destination !== undefined && request.destination !== sloUrl) {
    throw idpErrors.logoutRefused({ label, why: 'it was made for another address' });
  }
  const age = now.getTime() - request.issueInstant.getTime();
  const end = request.notOnOrAfter?.getTime() ?? Number.POSITIVE_INFINITY;
  if (age > MAX_AGE_MS || age < -SKEW_MS || now.getTime() >= end + SKEW_MS) {
    throw idpErrors.logoutRefused({ label, why: 'it is older than five minutes, or a clock is wrong' });
  }
}
