// The identity provider's metadata as one application's partner reads it.
import type { Application } from '@keyshift/directory';
import { formatIdpMetadata, NAMEID_FORMAT } from '@keyshift/saml';
import type { Site } from '../deps.ts';

export async function applicationMetadata(
  { directory, origin }: Pick<Site, 'directory' | 'origin'>,
  application: Application,
): Promise<string> {
  const singleSignOnUrl = `${origin}/saml2/${application.ssoPath}`;
  return formatIdpMetadata({
    entityId: application.entityId,
    singleSignOnUrl,
    singleLogoutUrl: `${singleSignOnUrl}/slo`,
    certificatePems: await directory.keys.published(application.id),
    nameIdFormats: [NAMEID_FORMAT[application.nameIdFormat]],
    attributes: application.attributes,
    wantAuthnRequestsSigned: application.requireSignedRequests,
    organization: { name: 'Keyshift', url: origin },
  });
}
