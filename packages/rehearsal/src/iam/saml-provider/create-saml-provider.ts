// IAM CreateSAMLProvider: registers the metadata of an identity provider under a name.
import { randomText } from '@keyshift/base';
import { type Action, defineAction } from '../../action/action.ts';
import { formatTags, readTags } from '../../action/tags.ts';
import { iamFaults } from '../faults.ts';
import { checkMetadata, METADATA, PROVIDER_NAME, providerArn, validUntilOf } from './provider.ts';

const MAX_PROVIDERS = 100;

export const createSamlProvider: Action = defineAction({
  name: 'CreateSAMLProvider',
  decode: (input) => ({
    name: input.text('Name', PROVIDER_NAME),
    metadata: input.text('SAMLMetadataDocument', METADATA),
    tags: readTags(input, 'Tags', 'member'),
  }),
  needs: ({ name }, deps) => [{ resource: providerArn(name, deps) }],
  async handle(deps, _call, { name, metadata, tags }) {
    checkMetadata(deps, metadata);
    const arn = providerArn(name, deps);
    await deps.store.exclusive(async (store) => {
      const others = await store.list('saml-provider');
      if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
        throw iamFaults.alreadyExists(`SAMLProvider ${arn} already exists.`);
      }
      if (others.length >= MAX_PROVIDERS) {
        throw iamFaults.limitExceeded(`Cannot exceed quota for SAMLProvidersPerAccount: ${MAX_PROVIDERS}`);
      }
      await store.insert('saml-provider', arn, {
        arn,
        name,
        uuid: randomText(26, deps.random).toUpperCase(),
        metadata,
        createdAt: deps.now().toISOString(),
        validUntil: validUntilOf(deps, metadata),
        tags,
      });
    });
    return { SAMLProviderArn: arn, Tags: { member: formatTags(tags) } };
  },
});
