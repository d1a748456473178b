// /saml2/<path>/metadata: the identity provider's metadata of one application, for people, programs and IAM.
import type { Parameters } from '@keyshift/http';
import { formatIdpMetadata, NAMEID_FORMAT } from '@keyshift/saml';
import type { FastifyInstance } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';

export function addMetadataRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { path: string }; Querystring: Parameters }>('/saml2/:path/metadata', async (request, reply) => {
    const ssoPath = request.params.path;
    const application = await site.directory.applications.find({ ssoPath });
    if (application === undefined || application.kind === 'bookmark') throw idpErrors.applicationUnknown();
    const certificatePems = await site.directory.keys.published(application.id);
    const xml = formatIdpMetadata({
      entityId: application.entityId,
      singleSignOnUrl: `${site.origin}/saml2/${ssoPath}`,
      singleLogoutUrl: `${site.origin}/saml2/${ssoPath}/slo`,
      certificatePems,
      nameIdFormats: [NAMEID_FORMAT[application.nameIdFormat]],
      attributes: application.attributes,
      wantAuthnRequestsSigned: application.requireSignedRequests,
      organization: { name: 'Keyshift', url: site.origin },
    });
    const isDownload = request.query['download'] !== undefined;
    if (isDownload) {
      reply.header('content-disposition', `attachment; filename="Keyshift-${application.name}-metadata.xml"`);
    }
    return reply.type(isDownload ? 'application/samlmetadata+xml' : 'application/xml; charset=utf-8').send(xml);
  });
}
