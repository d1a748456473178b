// The portals' addresses are for people who are signed in: others sign in first and come back to where they wanted.
import type { FastifyInstance } from 'fastify';
import type { Site } from '../deps.ts';
import { findVisitor, redirectToLogin } from './visitor.ts';

/** Where the built pages answer; the AWS console only where there is an AWS for it. */
export function shellsOf({ aws }: Pick<Site, 'aws'>): readonly string[] {
  return ['/portal', '/admin', ...(aws === undefined ? [] : ['/aws'])];
}

/** Before the pages themselves are registered. */
export function addShellRule(app: FastifyInstance, site: Site): void {
  const shells = shellsOf(site).map((shell) => new RegExp(`^${shell}(?=[/?]|$)`));
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || !shells.some((shell) => shell.test(request.url))) return;
    if ((await findVisitor(site, request)) === undefined) return redirectToLogin(reply, request.url);
  });
}
