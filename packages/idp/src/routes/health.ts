// /healthz: the process answers. /readyz: so does its database.
import type { FastifyInstance } from 'fastify';
import type { Site } from '../deps.ts';

export function addHealthRoutes(app: FastifyInstance, site: Site): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async () => {
    await site.database.query('SELECT 1', []);
    return { status: 'ready' };
  });
}
