// /saml2/<path>: the SSO endpoint, begun by the service provider (GET or POST with a request) or here (plain GET).
import { isAppError } from '@keyshift/base';
import { type Parameters, SAML_POST_LIMIT_BYTES, sendPage } from '@keyshift/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { clientOf } from '../login/client.ts';
import { autoPostPage } from '../pages/auto-post.ts';
import { ensureVisit, findSessionCookie, findVisitCookie } from '../session/cookies.ts';
import { earlier, type SsoFacts } from '../sso/context.ts';
import { runPipeline } from '../sso/pipeline.ts';
import { redirectToLogin } from './visitor.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly ssoPath: string };
type Start = Pick<SsoFacts, 'flow' | 'relayState' | 'receivedAt'> & Pick<Partial<SsoFacts>, 'message'>;

async function signOn(site: Site, exchange: Exchange, start: Start): Promise<FastifyReply> {
  const { request, reply, ssoPath } = exchange;
  const { session, access } = await site.sessions.findWithAccess(findSessionCookie(request), ssoPath);
  const ssoUrl = `${site.origin}/saml2/${ssoPath}`;
  try {
    const caller = clientOf(request);
    const done = await runPipeline({ ...start, ...caller, now: site.now(), ssoUrl, access, session }, site);
    const acsUrl = earlier(done, 'acsUrl');
    const { samlResponse } = earlier(done, 'issued');
    const { label } = earlier(done, 'application');
    const { answerRelayState: relayState } = done;
    const page = autoPostPage({ assets: site.assets, label, acsUrl, samlResponse, relayState });
    return sendPage(reply, page, { formTargets: [new URL(acsUrl).origin] });
  } catch (error) {
    if (isAppError(error, 'idp.sign_in_required')) return signInFirst(site, exchange, start);
    throw error;
  }
}

/** Sends the person to sign in, and back here; a service provider's request waits on the server meanwhile. */
async function signInFirst(site: Site, exchange: Exchange, start: Start): Promise<FastifyReply> {
  const { request, reply, ssoPath } = exchange;
  const path = `/saml2/${ssoPath}`;
  if (start.message === undefined) {
    const query = start.relayState === undefined ? '' : `?${new URLSearchParams({ RelayState: start.relayState })}`;
    return redirectToLogin(reply, path + query);
  }
  const visit = ensureVisit({ request, reply, random: site.random });
  const id = await site.pending.save(
    { ssoPath, rawQuery: undefined, ...start.message, relayState: start.relayState },
    visit,
  );
  // A live session here means that the service provider insists on a fresh sign-in.
  const again = findSessionCookie(request) !== undefined;
  return redirectToLogin(reply, `${path}?resume=${id}`, { again });
}

async function resume(site: Site, exchange: Exchange, id: string): Promise<FastifyReply> {
  const pending = await site.pending.find(id, findVisitCookie(exchange.request));
  if (pending === undefined || pending.ssoPath !== exchange.ssoPath) throw idpErrors.resumeExpired();
  const { binding, samlRequest, relayState, createdAt } = pending;
  return signOn(site, exchange, { flow: 'sp', message: { binding, samlRequest }, relayState, receivedAt: createdAt });
}

async function begin(site: Site, exchange: Exchange, query: Parameters): Promise<FastifyReply> {
  const { resume: id, SAMLRequest: samlRequest, RelayState: relayState } = query;
  const receivedAt = site.now();
  if (id !== undefined) return resume(site, exchange, id);
  if (samlRequest === undefined) return signOn(site, exchange, { flow: 'idp', relayState, receivedAt });
  const message = { binding: 'redirect', samlRequest } as const;
  return signOn(site, exchange, { flow: 'sp', message, relayState, receivedAt });
}

export function addSsoRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { path: string }; Querystring: Parameters }>('/saml2/:path', (request, reply) =>
    begin(site, { request, reply, ssoPath: request.params.path }, request.query),
  );
  // saml-bindings §3.5.4 – the form comes from another site by nature, so there is no token; nothing is changed by it.
  app.post<{ Params: { path: string }; Body: Parameters | undefined }>(
    '/saml2/:path',
    { bodyLimit: SAML_POST_LIMIT_BYTES },
    (request, reply) => {
      const { SAMLRequest: samlRequest, RelayState: relayState } = request.body ?? {};
      if (samlRequest === undefined) throw idpErrors.requestMissing();
      const exchange = { request, reply, ssoPath: request.params.path };
      const message = { binding: 'post', samlRequest } as const;
      return signOn(site, exchange, { flow: 'sp', message, relayState, receivedAt: site.now() });
    },
  );
}
