// /saml2/<path>/slo: logout requests from applications, and their answers to ours.
import { type AppError, isAppError } from '@keyshift/base';
import type { Application } from '@keyshift/directory';
import { type Parameters, queryOf, SAML_POST_LIMIT_BYTES, sendPage } from '@keyshift/http';
import type { LogoutRequest, LogoutResponse } from '@keyshift/saml';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { clientOf } from '../login/client.ts';
import { carryPage, logoutResultPage } from '../pages/single-logout.ts';
import { clearSessionCookie, findSessionCookie } from '../session/cookies.ts';
import { advance } from '../slo/advance.ts';
import { beginLogout } from '../slo/begin.ts';
import { checkLogoutMessage, checkLogoutRelayState } from '../slo/check-message.ts';
import { type Logout, parseRequestId, withState } from '../slo/logout.ts';
import { type Received, readLogoutMessage } from '../slo/message.ts';
import { logoutTrace } from '../slo/trace.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
type Incoming = { readonly application: Application; readonly relayState: string | undefined };

/** Sends the browser to the next application, or shows how it went. */
export async function carryOn(site: Site, { request, reply }: Exchange, logout: Logout): Promise<FastifyReply> {
  const { assets } = site;
  const carry = await advance(site, logout);
  const cookie = findSessionCookie(request);
  // A logout of another browser's session leaves this one's alone.
  if (cookie !== undefined && (await site.sessions.find(cookie)) === undefined) clearSessionCookie(reply);
  if (carry.kind === 'finished') return sendPage(reply, logoutResultPage({ assets, logout: carry.logout }));
  const formTargets = carry.kind === 'post' ? [new URL(carry.url).origin] : [];
  return sendPage(reply, carryPage({ assets, carry }), formTargets.length > 0 ? { formTargets } : {});
}

async function takeRequest(site: Site, o: Incoming & { message: LogoutRequest }): Promise<Logout> {
  const { application, message } = o;
  const sessions = await site.directory.audit.sessionsOf({
    applicationId: application.id,
    nameId: message.nameId.value,
    sessionIndexes: message.sessionIndexes,
  });
  const initiator = { applicationId: application.id, requestId: message.id, relayState: o.relayState ?? null };
  const begun = await beginLogout(site, { sessions, initiator });
  const { label } = application;
  if (begun === undefined) throw idpErrors.logoutRefused({ label, why: 'it was sent before, and counts once' });
  return begun;
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

async function takeVerified(site: Site, o: Incoming & { received: Received }): Promise<Logout> {
  const { application } = o;
  const { relayState: signed, ...read } = readLogoutMessage(application, o.received);
  const relayState = o.received.binding === 'redirect' ? signed : o.relayState;
  checkLogoutRelayState(relayState);
  const sloUrl = `${site.origin}/saml2/${application.ssoPath}/slo`;
  checkLogoutMessage({ application, message: read.message, sloUrl, now: site.now() });
  return read.kind === 'request'
    ? takeRequest(site, { application, message: read.message, relayState })
    : takeResponse(site, { application, message: read.message, relayState });
}

async function take(
  site: Site,
  exchange: Exchange,
  o: { ssoPath: string; received: Received; relayState: string | undefined },
): Promise<FastifyReply> {
  const application = await site.directory.applications.find({ ssoPath: o.ssoPath });
  if (application === undefined || application.kind === 'bookmark') throw idpErrors.applicationUnknown();
  const client = clientOf(exchange.request);
  const record = (action: string, actor: string, told: { logout?: Logout; refusal?: AppError }) =>
    site.directory.audit.append({
      actor,
      action,
      target: application.id,
      details: { code: told.refusal?.code ?? null },
      trace: logoutTrace(site, { client, application, ...told }),
    });
  try {
    const logout = await takeVerified(site, { application, ...o });
    await record('logout.carried_out', logout.personId ?? 'unknown', { logout });
    return await carryOn(site, exchange, logout);
  } catch (refusal) {
    if (isAppError(refusal)) await record('logout.refused', 'unknown', { refusal });
    throw refusal;
  }
}

export function addSloRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { path: string }; Querystring: Parameters }>('/saml2/:path/slo', (request, reply) => {
    const { SAMLRequest, SAMLResponse, RelayState: relayState } = request.query;
    if (SAMLRequest === undefined && SAMLResponse === undefined) return reply.redirect('/logout', 303);
    const received = { binding: 'redirect', rawQuery: queryOf(request.raw.url ?? '') } as const;
    return take(site, { request, reply }, { ssoPath: request.params.path, received, relayState });
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
      return take(site, { request, reply }, { ssoPath: request.params.path, received, relayState });
    },
  );
}
