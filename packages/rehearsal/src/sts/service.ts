// AWS Security Token Service.
import type { Service } from '../action/action.ts';
import { assumeRoleWithSaml } from './assume-role-with-saml.ts';
import { getCallerIdentity } from './get-caller-identity.ts';

export const sts: Service = {
  name: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  actions: [assumeRoleWithSaml, getCallerIdentity],
};
