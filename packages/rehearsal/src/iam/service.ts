// AWS Identity and Access Management: SAML providers, managed policies, roles.
import type { Service } from '../action/action.ts';
import { createPolicy } from './policy/create-policy.ts';
import { createPolicyVersion } from './policy/create-policy-version.ts';
import { deletePolicy } from './policy/delete-policy.ts';
import { deletePolicyVersion } from './policy/delete-policy-version.ts';
import { getPolicy } from './policy/get-policy.ts';
import { getPolicyVersion } from './policy/get-policy-version.ts';
import { listPolicies } from './policy/list-policies.ts';
import { listPolicyVersions } from './policy/list-policy-versions.ts';
import { policyTagActions } from './policy/tag-policy.ts';
import { attachRolePolicy } from './role/attach-role-policy.ts';
import { createRole } from './role/create-role.ts';
import { deleteRole } from './role/delete-role.ts';
import { detachRolePolicy } from './role/detach-role-policy.ts';
import { getRoleAction } from './role/get-role.ts';
import { listAttachedRolePolicies } from './role/list-attached-role-policies.ts';
import { listInstanceProfilesForRole } from './role/list-instance-profiles-for-role.ts';
import { listRolePolicies } from './role/list-role-policies.ts';
import { listRoles } from './role/list-roles.ts';
import { roleTagActions } from './role/tag-role.ts';
import { updateAssumeRolePolicy } from './role/update-assume-role-policy.ts';
import { updateRole } from './role/update-role.ts';
import { createSamlProvider } from './saml-provider/create-saml-provider.ts';
import { deleteSamlProvider } from './saml-provider/delete-saml-provider.ts';
import { getSamlProvider } from './saml-provider/get-saml-provider.ts';
import { listSamlProviders } from './saml-provider/list-saml-providers.ts';
import { samlProviderTagActions } from './saml-provider/tag-saml-provider.ts';
import { updateSamlProvider } from './saml-provider/update-saml-provider.ts';

export const iam: Service = {
  name: 'iam',
  protocol: 'query',
  version: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  actions: [
    createSamlProvider,
    getSamlProvider,
    listSamlProviders,
    updateSamlProvider,
    deleteSamlProvider,
    ...samlProviderTagActions,
    createPolicy,
    getPolicy,
    getPolicyVersion,
    listPolicies,
    listPolicyVersions,
    createPolicyVersion,
    deletePolicyVersion,
    deletePolicy,
    ...policyTagActions,
    createRole,
    getRoleAction,
    listRoles,
    updateAssumeRolePolicy,
    updateRole,
    deleteRole,
    attachRolePolicy,
    detachRolePolicy,
    listAttachedRolePolicies,
    listRolePolicies,
    listInstanceProfilesForRole,
    ...roleTagActions,
  ],
};
