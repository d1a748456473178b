// The identity provider as one server: its schema, its pages and its SSO endpoint on one HTTPS port.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { addSite, createWebServer, type Handler, listenBoth } from '@keyshift/http';
import { migrate } from '@keyshift/postgres';
import { apiHandlers } from './api/handlers.ts';
import { addApiRoutes } from './api/router.ts';
import type { IdpDeps, Site } from './deps.ts';
import { ERROR_STATUS } from './errors.ts';
import { startExpiryMails } from './mail/expiry-mails.ts';
import { createFetchText } from './outbound/fetch-text.ts';
import { errorPage } from './pages/error.ts';
import { pageAssets } from './pages/layout.ts';
import { createChallenges } from './passkey/challenges.ts';
import { createRelyingParty } from './passkey/relying-party.ts';
import { addAddressRule } from './routes/address.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addLoginRoutes } from './routes/login.ts';
import { addLogoutRoutes } from './routes/logout.ts';
import { addMetadataRoutes } from './routes/metadata.ts';
import { addPasskeyRoutes } from './routes/passkey.ts';
import { addResetRoutes } from './routes/reset.ts';
import { addSecondFactorRoutes } from './routes/second-factor.ts';
import { addShellRule, shellsOf } from './routes/shell.ts';
import { addSloRoutes } from './routes/slo.ts';
import { addSsoRoutes } from './routes/sso.ts';
import { createHalfLogins } from './session/half-logins.ts';
import { idpMigrations } from './session/migrations.ts';
import { createPendingRequests } from './session/pending-requests.ts';
import { createSessionStore } from './session/store.ts';
import { createLogoutStore } from './slo/store.ts';

const EXPIRY_CHECK_SECONDS = 600;

export type Route = { readonly method: string; readonly path: string };
export type Idp = {
  readonly url: string;
  readonly port: number;
  /** Everything it answers: no rule can be kept for all routes unless they can be listed. */
  readonly routes: readonly Route[];
  close(): Promise<void>;
};

function createSite(deps: IdpDeps, origin: string): Site {
  const { directory, database, now, random, log, environment, aws } = deps;
  const stores = { database, now, random };
  const challenges = createChallenges(stores);
  return {
    ...{ directory, database, now, random, log, environment, origin },
    ...(aws !== undefined && { aws }),
    assets: pageAssets(),
    fetchText: createFetchText(),
    sessions: createSessionStore(stores),
    pending: createPendingRequests(stores),
    halfLogins: createHalfLogins(stores),
    logouts: createLogoutStore(stores),
    passkeys: createRelyingParty({ factors: directory.factors, challenges, origin }),
  };
}

async function createHandler(
  site: Site,
  siteFolder: string | undefined,
): Promise<{ handler: Handler; routes: readonly Route[]; close(): Promise<void> }> {
  const { assets, log, random, origin } = site;
  const app = await createWebServer({
    log,
    random,
    assets,
    ownOrigin: origin,
    statuses: ERROR_STATUS,
    renderError: ({ error, requestId }) => errorPage({ assets, error, requestId }),
  });
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url: path }) => {
    routes.push(...[method].flat().map((one) => ({ method: one, path })));
  });
  addAddressRule(app, site);
  addShellRule(app, site);
  addHealthRoutes(app, site);
  addLoginRoutes(app, site);
  addSecondFactorRoutes(app, site);
  addPasskeyRoutes(app, site);
  addResetRoutes(app, site);
  addLogoutRoutes(app, site);
  app.get('/', async (_request, reply) => reply.redirect('/portal', 303));
  if (siteFolder !== undefined) await addSite(app, { folder: siteFolder, shells: shellsOf(site) });
  await addApiRoutes(app, site, apiHandlers);
  addSsoRoutes(app, site);
  addSloRoutes(app, site);
  addMetadataRoutes(app, site);
  await app.ready();
  return { handler: (req, res) => app.routing(req, res), routes, close: () => app.close() };
}

/**
 * Starts the identity provider on `host:port`; the schema `directory` must have been migrated before. It answers HTTPS,
 * and plain HTTP with a redirect. Throws `http.port_taken`, `http.port_forbidden`, `postgres.*`.
 */
export async function createIdp(deps: IdpDeps): Promise<Idp> {
  const { database, log, host, tls } = deps;
  await migrate(database, 'idp', idpMigrations);
  // The origin may depend on the port that the system chooses, and the routes on the origin.
  const parts: { handler: Handler } = { handler: answerNotReady };
  const listener = await listenBoth({ host, port: deps.port, tls, handler: (req, res) => parts.handler(req, res) });
  const origin = new URL(deps.baseUrl ?? `https://localhost:${listener.port}`).origin;
  const site = createSite(deps, origin);
  const app = await createHandler(site, deps.siteFolder);
  parts.handler = app.handler;
  const expiryMails = startExpiryMails(site, deps.expiryCheckSeconds ?? EXPIRY_CHECK_SECONDS);
  log('info', 'idp.started', { url: origin });
  return {
    url: origin,
    port: listener.port,
    routes: app.routes,
    async close() {
      await listener.close();
      await app.close();
      await expiryMails.stop();
    },
  };
}

function answerNotReady(_req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(503, { 'retry-after': '1' }).end();
}
