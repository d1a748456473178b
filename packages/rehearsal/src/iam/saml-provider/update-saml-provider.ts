// IAM UpdateSAMLProvider: replaces the metadata, so that assertions of old keys stop being accepted at once.
import { type Action, defineAction } from '../../action/action.ts';
import { ARN } from '../names.ts';
import { checkMetadata, getProvider, METADATA, validUntilOf } from './provider.ts';

export const updateSamlProvider: Action = defineAction({
  name: 'UpdateSAMLProvider',
  decode: (input) => ({
    arn: input.text('SAMLProviderArn', ARN),
    metadata: input.text('SAMLMetadataDocument', METADATA),
  }),
  needs: ({ arn }) => [{ resource: arn }],
  async handle(deps, _call, { arn, metadata }) {
    checkMetadata(deps, metadata);
    await deps.store.exclusive(async (store) => {
      const provider = await getProvider(store, arn);
      const validUntil = validUntilOf(deps, metadata);
      await store.replace('saml-provider', arn, { ...provider, metadata, validUntil });
    });
    return { SAMLProviderArn: arn };
  },
});
