// /saml2/<path>: the SSO endpoint, begun by the service provider (GET or POST with a request) or here (plain GET).
import type { AppError } from '@keyshift/base';
import { type Parameters, queryOf, SAML_POST_LIMIT_BYTES, sendPage } from '@keyshift/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { ERROR_STATUS, idpErrors } from '../errors.ts';
import { clientOf } from '../login/client.ts';
import { autoPostPage } from '../pages/auto-post.ts';
import { errorPage } from '../pages/error.ts';
import { ensureVisit, findSessionCookie, findVisitCookie } from '../session/cookies.ts';
import { earlier, type SsoContext, type SsoFacts, type SsoMessage } from '../sso/context.ts';
import { errorAnswerOf } from '../sso/error-answer.ts';
import { runPipeline } from '../sso/pipeline.ts';
import { redirectToLogin } from './visitor.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly ssoPath: string };
type Start = Pick<SsoFacts, 'flow' | 'relayState' | 'receivedAt'> & Pick<Partial<SsoFacts>, 'message'>;

async function signOn(site: Site, exchange: Exchange, start: Start): Promise<FastifyReply> {
  const { request, reply, ssoPath } = exchange;
  const { session, access, secondFactor } = await site.sessions.findWithAccess(findSessionCookie(request), ssoPath);
  const ssoUrl = `${site.origin}/saml2/${ssoPath}`;
  const facts = { ...start, ...clientOf(request), now: site.now(), ssoUrl, access, session, secondFactor };
  const { context, refusal } = await runPipeline(facts, site);
  if (refusal?.code === 'idp.sign_in_required') return signInFirst(site, exchange, start);
  if (refusal !== undefined) return refuse(site, exchange, { context, refusal });
  const acsUrl = earlier(context, 'acsUrl');
  const { samlResponse } = earlier(context, 'issued');
  const { label } = earlier(context, 'application');
  const { answerRelayState: relayState } = context;
  const page = autoPostPage({ assets: site.assets, label, acsUrl, samlResponse, relayState });
  return sendPage(reply, page, { formTargets: [new URL(acsUrl).origin] });
}

/** To the service provider where it waits for an answer; else as our page, as every refusal. */
async function refuse(
  site: Site,
  { request, reply }: Exchange,
  o: { context: SsoContext; refusal: AppError },
): Promise<FastifyReply> {
  const { assets, log } = site;
  const { context, refusal: error } = o;
  const answer = errorAnswerOf(context, error, site);
  if (answer === undefined || !(request.headers.accept ?? '').includes('text/html')) throw error;
  const formTargets = [new URL(answer.acsUrl).origin];
  const { id: requestId } = request;
  log('info', 'sso.answered_refusal', { requestId, code: error.code });
  if (answer.when === 'at once') {
    return sendPage(reply, autoPostPage({ assets, ...answer, isRefusal: true }), { formTargets });
  }
  const page = errorPage({ assets, error, requestId, wayBack: answer });
  return sendPage(reply.code(ERROR_STATUS[error.code] ?? 400), page, { formTargets });
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
  const { binding, samlRequest, rawQuery = '', relayState, createdAt } = pending;
  const message: SsoMessage = binding === 'post' ? { binding, samlRequest } : { binding, samlRequest, rawQuery };
  return signOn(site, exchange, { flow: 'sp', message, relayState, receivedAt: createdAt });
}

async function begin(site: Site, exchange: Exchange, query: Parameters): Promise<FastifyReply> {
  const { resume: id, SAMLRequest: samlRequest, RelayState: relayState } = query;
  const receivedAt = site.now();
  if (id !== undefined) return resume(site, exchange, id);
  if (samlRequest === undefined) return signOn(site, exchange, { flow: 'idp', relayState, receivedAt });
  const rawQuery = queryOf(exchange.request.raw.url ?? '');
  const message = { binding: 'redirect', samlRequest, rawQuery } as const;
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
