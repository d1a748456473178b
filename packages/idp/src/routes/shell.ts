// The portals' addresses are for people who are signed in: others sign in first and come back to where they wanted.
import type { FastifyInstance } from 'fastify';
import type { Site } from '../deps.ts';
import { findVisitor, redirectToLogin } from './visitor.ts';

export const SHELLS: readonly string[] = ['/portal', '/admin'];

const isShell = (url: string): boolean => SHELLS.some((shell) => new RegExp(`^${shell}(?=[/?]|$)`).test(url));

/** Before the pages themselves are registered. */
export function addShellRule(app: FastifyInstance, site: Site): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || !isShell(request.url)) return;
    if ((await findVisitor(site, request)) === undefined) return redirectToLogin(reply, request.url);
  });
}
