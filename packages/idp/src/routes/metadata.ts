// /saml2/<path>/metadata: the identity provider's metadata of one application, for people, programs and IAM.
import type { Parameters } from '@keyshift/http';
import type { FastifyInstance } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { applicationMetadata } from '../sso/application-metadata.ts';

export function addMetadataRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { path: string }; Querystring: Parameters }>('/saml2/:path/metadata', async (request, reply) => {
    const application = await site.directory.applications.find({ ssoPath: request.params.path });
    if (application === undefined || application.kind === 'bookmark') throw idpErrors.applicationUnknown();
    const isDownload = request.query['download'] !== undefined;
    if (isDownload) {
      reply.header('content-disposition', `attachment; filename="Keyshift-${application.name}-metadata.xml"`);
    }
    const type = isDownload ? 'application/samlmetadata+xml' : 'application/xml; charset=utf-8';
    return reply.type(type).send(await applicationMetadata(site, application));
  });
}
