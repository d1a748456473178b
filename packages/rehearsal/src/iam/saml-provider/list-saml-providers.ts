// IAM ListSAMLProviders.
import { type Action, defineAction } from '../../action/action.ts';

export const listSamlProviders: Action = defineAction({
  name: 'ListSAMLProviders',
  decode: () => undefined,
  needs: () => [{ resource: '*' }],
  async handle({ store }) {
    const providers = await store.list('saml-provider');
    const member = providers.map(({ arn, validUntil, createdAt }) => ({
      Arn: arn,
      ValidUntil: new Date(validUntil),
      CreateDate: new Date(createdAt),
    }));
    return { SAMLProviderList: { member } };
  },
});
