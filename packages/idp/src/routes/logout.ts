// GET /logout asks, POST /logout does it, here and at every application of the session.
import { formToken, type Html, sendPage } from '@keyshift/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { clientOf } from '../login/client.ts';
import { logoutPage, signedOutPage } from '../pages/logout.ts';
import { logoutPausedPage, logoutResultPage } from '../pages/single-logout.ts';
import { clearLogoutCookie, clearSessionCookie, findLogoutCookie, findSessionCookie } from '../session/cookies.ts';
import { beginLogout } from '../slo/begin.ts';
import { findNext } from '../slo/logout.ts';
import { logoutTrace } from '../slo/trace.ts';
import { readForm } from './form.ts';
import { beginInBrowser, carryOn } from './slo.ts';
import { findVisitor } from './visitor.ts';

/** How a logout went that this browser has begun, with the way on if an application did not send it back. */
async function signedOut(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<Html> {
  const { assets } = site;
  const browser = findLogoutCookie(request);
  const logout = await site.logouts.findBegun(browser);
  if (browser === undefined || logout === undefined) return signedOutPage({ assets });
  if (findNext(logout) !== undefined || logout.initiator !== null) {
    return logoutPausedPage({ assets, logout, csrf: formToken(browser) });
  }
  clearLogoutCookie(reply);
  return logoutResultPage({ assets, logout });
}

export function addLogoutRoutes(app: FastifyInstance, site: Site): void {
  const { assets } = site;
  app.get('/logout', async (request, reply) => {
    const visitor = await findVisitor(site, request);
    if (visitor === undefined) return sendPage(reply, await signedOut(site, request, reply));
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
    const browser = beginInBrowser(site, reply);
    const logout = await beginLogout(site, { sessions: [{ personId, sessionIndex }], initiator: null, browser });
    if (logout === undefined) throw new TypeError('a logout without a request was taken for a repeated one');
    const trace = logoutTrace(site, { client: clientOf(request), application: null, logout });
    await site.directory.audit.append({ actor: personId, action: 'logout.carried_out', target: personId, trace });
    return carryOn(site, { request, reply }, { logout, browser });
  });
}
