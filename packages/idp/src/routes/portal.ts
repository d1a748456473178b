// GET / and /portal.
import { sendPage } from '@keyshift/http';
import type { FastifyInstance } from 'fastify';
import type { Site } from '../deps.ts';
import { portalPage } from '../pages/portal.ts';
import { withVisitor } from './visitor.ts';

export function addPortalRoutes(app: FastifyInstance, site: Site): void {
  const { assets, origin, directory } = site;
  app.get('/', async (_request, reply) => reply.redirect('/portal', 303));
  app.get('/portal', (request, reply) =>
    withVisitor(site, { request, reply }, async ({ person }) => {
      const [applications, groups] = await Promise.all([
        directory.applications.usableBy(person.id),
        directory.groups.groupsOf(person.id),
      ]);
      const groupNames = groups.map((group) => group.name);
      return sendPage(reply, portalPage({ assets, origin, person, applications, groupNames }));
    }),
  );
}
