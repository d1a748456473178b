// GET /admin, and the switch that takes an application out of service.
import { formToken, type Parameters, sendPage } from '@keyshift/http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Site } from '../deps.ts';
import { adminPage, statePage } from '../pages/admin.ts';
import { readForm } from './form.ts';
import { checkAdmin, getVisitor, type Visitor, withVisitor } from './visitor.ts';

const STATE_FORM = { state: z.enum(['active', 'inactive']) };
const STATE_PATH = '/admin/applications/:id/state';

async function overview(site: Site, { person }: Visitor) {
  const { directory, assets, origin } = site;
  const [people, groups, applications] = await Promise.all([
    directory.people.list({ limit: 100 }),
    directory.groups.list(),
    directory.applications.list(),
  ]);
  return adminPage({
    assets,
    origin,
    person,
    people,
    groups: await Promise.all(
      groups.map(async (group) => ({ group, members: await directory.groups.membersOf(group.id) })),
    ),
    applications: await Promise.all(
      applications.map(async (application) => ({
        application,
        entitlements: await directory.applications.entitlements(application.id),
      })),
    ),
  });
}

export function addAdminRoutes(app: FastifyInstance, site: Site): void {
  app.get('/admin', (request, reply) =>
    withVisitor(site, { request, reply }, async (visitor) => {
      checkAdmin(visitor);
      return sendPage(reply, await overview(site, visitor));
    }),
  );
  app.get<{ Params: Parameters }>(STATE_PATH, (request, reply) =>
    withVisitor(site, { request, reply }, async (visitor) => {
      checkAdmin(visitor);
      const application = await site.directory.applications.get(request.params['id'] ?? '');
      const { person, cookie } = visitor;
      return sendPage(reply, statePage({ assets: site.assets, person, application, csrf: formToken(cookie) }));
    }),
  );
  app.post<{ Params: Parameters }>(STATE_PATH, async (request, reply) => {
    const visitor = await getVisitor(site, request);
    const { state } = readForm(request, { shape: STATE_FORM, secret: visitor.cookie, origin: site.origin });
    checkAdmin(visitor);
    await site.directory.applications.setState(request.params['id'] ?? '', state, visitor.person.id);
    return reply.redirect('/admin', 303);
  });
}
