// IAM GetSAMLProvider: gives the metadata back byte for byte.
import { type Action, defineAction } from '../../action/action.ts';
import { formatTags } from '../../action/tags.ts';
import { ARN } from '../names.ts';
import { getProvider } from './provider.ts';

export const getSamlProvider: Action = defineAction({
  name: 'GetSAMLProvider',
  decode: (input) => input.text('SAMLProviderArn', ARN),
  needs: (arn) => [{ resource: arn }],
  async handle(deps, _call, arn) {
    const provider = await getProvider(deps.store, arn);
    return {
      SAMLProviderUUID: provider.uuid,
      SAMLMetadataDocument: provider.metadata,
      CreateDate: new Date(provider.createdAt),
      ValidUntil: new Date(provider.validUntil),
      Tags: { member: formatTags(provider.tags) },
    };
  },
});
