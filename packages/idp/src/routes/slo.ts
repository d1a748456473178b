// /saml2/<path>/slo: logout requests from applications, and their answers to ours.
import { isAppError } from '@keyshift/base';
import type { Application } from '@keyshift/directory';
import { type Parameters, queryOf, SAML_POST_LIMIT_BYTES, sendPage } from '@keyshift/http';
import type { LogoutRequest, LogoutResponse } from '@keyshift/saml';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { carryPage, logoutResultPage } from '../pages/single-logout.ts';
import { clearSessionCookie } from '../session/cookies.ts';
import { advance } from '../slo/advance.ts';
import { beginLogout } from '../slo/begin.ts';
import { checkLogoutRequest } from '../slo/check-request.ts';
import { type Logout, parseRequestId, withState } from '../slo/logout.ts';
import { type LogoutMessage, type Received, readLogoutMessage } from '../slo/message.ts';

/** Sends the browser to the next application, or shows how it went. */
export async function carryOn(site: Site, reply: FastifyReply, logout: Logout): Promise<FastifyReply> {
  const { assets } = site;
  const carry = await advance(site, logout);
  clearSessionCookie(reply);
  if (carry.kind === 'finished') return sendPage(reply, logoutResultPage({ assets, logout: carry.logout }));
  const formTargets = carry.kind === 'post' ? [new URL(carry.url).origin] : [];
  return sendPage(reply, carryPage({ assets, carry }), formTargets.length > 0 ? { formTargets } : {});
}

async function takeRequest(
  site: Site,
  o: { application: Application; request: LogoutRequest; relayState: string | undefined },
): Promise<Logout> {
  const { application, request } = o;
  const sloUrl = `${site.origin}/saml2/${application.ssoPath}/slo`;
  checkLogoutRequest({ application, request, sloUrl, now: site.now() });
  const found = await site.directory.audit.sessionsOf({
    applicationId: application.id,
    nameId: request.nameId.value,
    sessionIndexes: request.sessionIndexes,
  });
  const initiator = { applicationId: application.id, requestId: request.id, relayState: o.relayState ?? null };
  const [first, ...others] = found;
  // saml-core §3.7.3.2 – a session that is over already is ended as asked.
  if (first === undefined) return site.logouts.create({ sessionIndex: '', initiator, participants: [] });
  const actor = first.personId;
  const begun = await beginLogout(site, { ...first, actor, initiator });
  for (const { personId, sessionIndex } of others) await site.sessions.end({ personId, sessionIndex, actor });
  return begun;
}

async function takeResponse(site: Site, application: Application, response: LogoutResponse): Promise<Logout> {
  const { label } = application;
  const place = parseRequestId(response.inResponseTo ?? '');
  const unknown = idpErrors.logoutRefused({ label, why: 'it answers no request of ours, or too late' });
  if (place === undefined) throw unknown;
  const changed = await site.logouts.change(place.logoutId, (logout) => {
    const asked = logout.participants[place.at];
    const isOurs = asked?.state === 'asked' && asked.applicationId === application.id;
    if (!isOurs || response.issuer !== application.audience) throw unknown;
    return withState(logout, place.at, response.isSuccess && !response.isPartial ? 'ended' : 'failed');
  });
  if (changed === undefined) throw unknown;
  return changed;
}

async function take(
  site: Site,
  reply: FastifyReply,
  o: { ssoPath: string; received: Received; relayState: string | undefined },
): Promise<FastifyReply> {
  const application = await site.directory.applications.find({ ssoPath: o.ssoPath });
  if (application === undefined) throw idpErrors.applicationUnknown();
  try {
    const message: LogoutMessage = readLogoutMessage(application, o.received);
    const logout =
      message.kind === 'request'
        ? await takeRequest(site, { application, request: message.message, relayState: o.relayState })
        : await takeResponse(site, application, message.message);
    return await carryOn(site, reply, logout);
  } catch (error) {
    if (isAppError(error)) {
      const details = { code: error.code };
      await site.directory.audit.append({
        actor: 'unknown',
        action: 'logout.refused',
        target: application.id,
        details,
      });
    }
    throw error;
  }
}

export function addSloRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { path: string }; Querystring: Parameters }>('/saml2/:path/slo', (request, reply) => {
    const { SAMLRequest, SAMLResponse, RelayState: relayState } = request.query;
    if (SAMLRequest === undefined && SAMLResponse === undefined) return reply.redirect('/logout', 303);
    const received = { binding: 'redirect', rawQuery: queryOf(request.raw.url ?? '') } as const;
    return take(site, reply, { ssoPath: request.params.path, received, relayState });
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
      return take(site, reply, { ssoPath: request.params.path, received, relayState });
    },
  );
}
