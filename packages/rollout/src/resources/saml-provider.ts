// IAM's trust in the identity provider: its metadata under a name.
import {
  CreateSAMLProviderCommand,
  DeleteSAMLProviderCommand,
  GetSAMLProviderCommand,
  UpdateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import { findOrAbsent } from '../aws-call.ts';
import { providerArn, type RolloutContext } from '../context.ts';
import type { Description } from '../description.ts';
import { ABSENT, type Resource } from '../resource.ts';
import { isOurs, ownerTags } from '../tags.ts';

export function samlProvider({ iam, directory, accountId }: RolloutContext, description: Description): Resource {
  const name = description.identityProvider.name;
  const SAMLProviderArn = providerArn(accountId, name);
  const metadata = () => directory.exportMetadata(description.application.name);
  return {
    kind: 'SAML provider',
    name,
    removedByDestroy: true,
    async observe() {
      const found = await findOrAbsent(iam.send(new GetSAMLProviderCommand({ SAMLProviderArn })), ['NoSuchEntity']);
      if (found === undefined) return ABSENT;
      const same = found.SAMLMetadataDocument === (await metadata());
      return { state: 'present', ours: isOurs(found.Tags, description.name), differences: same ? [] : ['metadata'] };
    },
    async create() {
      const document = await metadata();
      await iam.send(
        new CreateSAMLProviderCommand({
          Name: name,
          SAMLMetadataDocument: document,
          Tags: ownerTags(description.name),
        }),
      );
    },
    async update() {
      await iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn, SAMLMetadataDocument: await metadata() }));
    },
    async remove() {
      await iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn }));
    },
  };
}
