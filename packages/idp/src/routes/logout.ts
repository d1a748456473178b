// GET /logout asks, POST /logout does it, here and at every application of the session.
import { formToken, sendPage } from '@keyshift/http';
import type { FastifyInstance } from 'fastify';
import type { Site } from '../deps.ts';
import { clientOf } from '../login/client.ts';
import { logoutPage, signedOutPage } from '../pages/logout.ts';
import { clearSessionCookie, findSessionCookie } from '../session/cookies.ts';
import { beginLogout } from '../slo/begin.ts';
import { logoutTrace } from '../slo/trace.ts';
import { readForm } from './form.ts';
import { carryOn } from './slo.ts';
import { findVisitor } from './visitor.ts';

export function addLogoutRoutes(app: FastifyInstance, site: Site): void {
  const { assets } = site;
  app.get('/logout', async (request, reply) => {
    const visitor = await findVisitor(site, request);
    if (visitor === undefined) return sendPage(reply, signedOutPage({ assets }));
    const { displayName } = visitor.person;
    return sendPage(reply, logoutPage({ assets, csrf: formToken(visitor.cookie), displayName }));
  });
  app.post('/logout', async (request, reply) => {
    const visitor = await findVisitor(site, request);
    if (visitor === undefined) {
      clearSessionCookie(reply);
      return reply.redirect('/logout', 303);
    }
    readForm(request, { shape: {}, secret: findSessionCookie(request), origin: site.origin });
    const { id: personId } = visitor.person;
    const { sessionIndex } = visitor.session;
    const logout = await beginLogout(site, { sessions: [{ personId, sessionIndex }], initiator: null });
    if (logout === undefined) throw new TypeError('a logout without a request was taken for a repeated one');
    const trace = logoutTrace(site, { client: clientOf(request), application: null, logout });
    await site.directory.audit.append({ actor: personId, action: 'logout.carried_out', target: personId, trace });
    return carryOn(site, { request, reply }, logout);
  });
}
