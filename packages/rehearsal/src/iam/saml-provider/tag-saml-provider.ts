// IAM TagSAMLProvider, UntagSAMLProvider, ListSAMLProviderTags.
import type { Action } from '../../action/action.ts';
import { ARN } from '../names.ts';
import { tagActions } from '../tagging.ts';
import { getProvider } from './provider.ts';

export const samlProviderTagActions: readonly Action[] = tagActions({
  noun: 'SAMLProvider',
  kind: 'saml-provider',
  readName: (input) => input.text('SAMLProviderArn', ARN),
  get: getProvider,
  idOf: ({ arn }) => arn,
  arnOf: (arn) => arn,
});
