// The role of one entitlement set: trust policy, session length, attached access policy.
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { findOrAbsent } from '../aws-call.ts';
import { policyArn, providerArn, type RolloutContext } from '../context.ts';
import type { AccessDescription, Description } from '../description.ts';
import { formatTrustPolicy } from '../documents.ts';
import { ABSENT, type Resource } from '../resource.ts';
import { isOurs, ownerTags } from '../tags.ts';
import { isSameDocument } from './same-document.ts';

export function federatedRole(context: RolloutContext, description: Description, access: AccessDescription): Resource {
  const { iam, accountId } = context;
  const RoleName = access.role;
  const PolicyArn = policyArn(accountId, access.policy);
  const trust = formatTrustPolicy({
    providerArn: providerArn(accountId, description.identityProvider.name),
    acsUrl: description.application.acsUrl,
  });
  const attached = async () => {
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    return AttachedPolicies.map((policy) => policy.PolicyArn ?? '');
  };
  return {
    kind: 'role',
    name: RoleName,
    removedByDestroy: true,
    async observe() {
      const found = await findOrAbsent(iam.send(new GetRoleCommand({ RoleName })), ['NoSuchEntity']);
      if (found === undefined) return ABSENT;
      const differences = [
        ...(isSameDocument(found.Role?.AssumeRolePolicyDocument, trust) ? [] : ['trust policy']),
        ...(found.Role?.MaxSessionDuration === access.maxSessionSeconds ? [] : ['maximum session duration']),
        ...((await attached()).includes(PolicyArn) ? [] : [`attach ${access.policy}`]),
      ];
      return { state: 'present', ours: isOurs(found.Role?.Tags, description.name), differences };
    },
    async create() {
      await iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: trust,
          MaxSessionDuration: access.maxSessionSeconds,
          Description: `People of ${access.group} in ${description.cluster.identifier}`,
          Tags: ownerTags(description.name),
        }),
      );
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    },
    async update() {
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
      await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: access.maxSessionSeconds }));
      if (!(await attached()).includes(PolicyArn)) await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    },
    async remove() {
      for (const arn of await attached()) await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: arn }));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
  };
}
