// IAM DeleteSAMLProvider: trust policies that name it stay as they are and no longer let anybody in.
import { type Action, defineAction } from '../../action/action.ts';
import { ARN } from '../names.ts';
import { getProvider } from './provider.ts';

export const deleteSamlProvider: Action = defineAction({
  name: 'DeleteSAMLProvider',
  decode: (input) => input.text('SAMLProviderArn', ARN),
  needs: (arn) => [{ resource: arn }],
  async handle(deps, _call, arn) {
    await getProvider(deps.store, arn);
    await deps.store.remove('saml-provider', arn);
    return undefined;
  },
});
