// /saml2/<path>/slo: logout requests from applications, and their answers to ours.
import { type AppError, isAppError } from '@keyshift/base';
import type { Application } from '@keyshift/directory';
import { formToken, type Parameters, queryOf, SAML_POST_LIMIT_BYTES, sendPage } from '@keyshift/http';
import type { LogoutRequest, LogoutResponse } from '@keyshift/saml';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { ERROR_STATUS, idpErrors } from '../errors.ts';
import { clientOf } from '../login/client.ts';
import { errorPage } from '../pages/error.ts';
import { carryPage, logoutResultPage } from '../pages/single-logout.ts';
import {
  clearLogoutCookie,
  clearSessionCookie,
  findLogoutCookie,
  findSessionCookie,
  setLogoutCookie,
} from '../session/cookies.ts';
import { newCookieSecret } from '../session/store.ts';
import { advance } from '../slo/advance.ts';
import { beginLogout } from '../slo/begin.ts';
import { checkLogoutMessage, checkLogoutRelayState } from '../slo/check-message.ts';
import { type Logout, parseRequestId, withState } from '../slo/logout.ts';
import { type Received, readLogoutMessage } from '../slo/message.ts';
import { logoutTrace } from '../slo/trace.ts';
import { readForm } from './form.ts';

type Incoming = { readonly application: Application; readonly relayState: string | undefined };

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** The browser's part of a logout that it begins: what lets it go on if an application does not send it back. */
export function beginInBrowser(site: Site, reply: FastifyReply): string {
  const browser = newCookieSecret(site.random);
  setLogoutCookie(reply, browser);
  return browser;
}

type Going = { readonly logout: Logout; readonly browser: string | undefined };

/** Sends the browser to the next application, or shows how it went. */
export async function carryOn(site: Site, { request, reply }: Exchange, o: Going): Promise<FastifyReply> {
  const { assets } = site;
  const { logout, browser } = o;
  const carry = await advance(site, logout);
  const isLast = carry.kind === 'finished' || carry.field === 'SAMLResponse';
  if (isLast) clearLogoutCookie(reply);
  const cookie = findSessionCookie(request);
  // A logout of another browser's session leaves this one's alone.
  if (cookie !== undefined && (await site.sessions.find(cookie)) === undefined) clearSessionCookie(reply);
  if (carry.kind === 'finished') return sendPage(reply, logoutResultPage({ assets, logout: carry.logout }));
  const onward = isLast || browser === undefined ? undefined : formToken(browser);
  const formTargets = [
    ...(onward === undefined ? [] : ["'self'"]),
    ...(carry.kind === 'post' ? [new URL(carry.url).origin] : []),
  ];
  return sendPage(reply, carryPage({ assets, carry, onward }), { formTargets });
}

async function takeRequest(site: Site, o: Incoming & { message: LogoutRequest; reply: FastifyReply }): Promise<Going> {
  const { application, message, reply } = o;
  // What is deactivated may answer us, and ask for nothing.
  if (application.state !== 'active') throw idpErrors.applicationInactive({ label: application.label });
  const sessions = await site.directory.audit.sessionsOf({
    applicationId: application.id,
    nameId: message.nameId.value,
    sessionIndexes: message.sessionIndexes,
  });
  const initiator = { applicationId: application.id, requestId: message.id, relayState: o.relayState ?? null };
  const browser = newCookieSecret(site.random);
  const logout = await beginLogout(site, { sessions, initiator, browser });
  const { label } = application;
  if (logout === undefined) throw idpErrors.logoutRefused({ label, why: 'it was sent before, and counts once' });
  setLogoutCookie(reply, browser);
  return { logout, browser };
}

async function takeResponse(site: Site, o: Incoming & { message: LogoutResponse }): Promise<Logout> {
  const { application, message } = o;
  const { label } = application;
  const place = parseRequestId(message.inResponseTo ?? '');
  const unknown = idpErrors.logoutRefused({ label, why: 'it answers no request of ours, or too late' });
  if (place === undefined) throw unknown;
  const changed = await site.logouts.change(place.logoutId, (logout) => {
    const asked = logout.participants[place.at];
    if (asked?.state !== 'asked' || asked.applicationId !== application.id) throw unknown;
    return withState(logout, place.at, message.isSuccess && !message.isPartial ? 'ended' : 'failed');
  });
  if (changed === undefined) throw unknown;
  return changed;
}

async function takeVerified(site: Site, exchange: Exchange, o: Incoming & { received: Received }): Promise<Going> {
  const { application } = o;
  const { relayState: signed, ...read } = readLogoutMessage(application, o.received);
  const relayState = o.received.binding === 'redirect' ? signed : o.relayState;
  checkLogoutRelayState(relayState);
  const sloUrl = `${site.origin}/saml2/${application.ssoPath}/slo`;
  checkLogoutMessage({ application, message: read.message, sloUrl, now: site.now() });
  if (read.kind === 'request') {
    return takeRequest(site, { application, message: read.message, relayState, reply: exchange.reply });
  }
  const logout = await takeResponse(site, { application, message: read.message, relayState });
  return { logout, browser: findLogoutCookie(exchange.request) };
}

type Arrival = {
  readonly ssoPath: string;
  readonly received: Received;
  readonly relayState: string | undefined;
  /** It claims to answer a request of ours. */
  readonly isAnswer: boolean;
};

/** Whoever sends messages that nothing vouches for fills no log: beyond a limit they are refused without a record. */
async function recordRefusal(site: Site, o: { application: Application; request: FastifyRequest; refusal: AppError }) {
  const { application, request, refusal } = o;
  const client = clientOf(request);
  const entry = {
    actor: 'unknown',
    action: 'logout.refused',
    target: application.id,
    details: { code: refusal.code },
    trace: logoutTrace(site, { client, application, refusal }),
  };
  const isKept = await site.directory.audit.appendRefusal(entry, client.address);
  if (!isKept) site.log('warn', 'slo.refusal_not_recorded', { requestId: request.id, code: refusal.code });
}

async function take(site: Site, exchange: Exchange, o: Arrival): Promise<FastifyReply> {
  const application = await site.directory.applications.find({ ssoPath: o.ssoPath });
  if (application === undefined || application.kind === 'bookmark') throw idpErrors.applicationUnknown();
  try {
    const going = await takeVerified(site, exchange, { application, ...o });
    const { logout } = going;
    await site.directory.audit.append({
      actor: logout.personId ?? 'unknown',
      action: 'logout.carried_out',
      target: application.id,
      details: { code: null },
      trace: logoutTrace(site, { client: clientOf(exchange.request), application, logout }),
    });
    return await carryOn(site, exchange, going);
  } catch (refusal) {
    if (!isAppError(refusal)) throw refusal;
    await recordRefusal(site, { application, request: exchange.request, refusal });
    if (!o.isAnswer || !(exchange.request.headers.accept ?? '').includes('text/html')) throw refusal;
    // The others still wait to be told.
    const place = { path: '/logout', words: 'Go on signing out' };
    const page = errorPage({ assets: site.assets, error: refusal, requestId: exchange.request.id, place });
    return sendPage(exchange.reply.code(ERROR_STATUS[refusal.code] ?? 400), page);
  }
}

/** Past the application that was asked last, whether it has answered or not; a late answer still counts. */
async function goOn(site: Site, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const browser = findLogoutCookie(request);
  const logout = await site.logouts.findBegun(browser);
  if (logout === undefined) {
    clearLogoutCookie(reply);
    return reply.redirect('/logout', 303);
  }
  readForm(request, { shape: {}, secret: browser, origin: site.origin });
  return carryOn(site, exchange, { logout, browser });
}

export function addSloRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { path: string }; Querystring: Parameters }>('/saml2/:path/slo', (request, reply) => {
    const { SAMLRequest, SAMLResponse, RelayState: relayState } = request.query;
    if (SAMLRequest === undefined && SAMLResponse === undefined) return reply.redirect('/logout', 303);
    const received = { binding: 'redirect', rawQuery: queryOf(request.raw.url ?? '') } as const;
    const isAnswer = SAMLRequest === undefined;
    return take(site, { request, reply }, { ssoPath: request.params.path, received, relayState, isAnswer });
  });
  // saml-bindings §3.5.4 – the form comes from the application's site; its signature is the proof, not a token of ours.
  app.post<{ Params: { path: string }; Body: Parameters | undefined }>(
    '/saml2/:path/slo',
    { bodyLimit: SAML_POST_LIMIT_BYTES },
    (request, reply) => {
      const { SAMLRequest, SAMLResponse, RelayState: relayState } = request.body ?? {};
      const base64 = SAMLRequest ?? SAMLResponse;
      if (base64 === undefined) throw idpErrors.requestMissing();
      const received = { binding: 'post', base64 } as const;
      const isAnswer = SAMLRequest === undefined;
      return take(site, { request, reply }, { ssoPath: request.params.path, received, relayState, isAnswer });
    },
  );
  app.post('/logout/continue', (request, reply) => goOn(site, { request, reply }));
}
