// The access policy of one entitlement set, as an IAM managed policy.
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { findOrAbsent } from '../aws-call.ts';
import { policyArn, type RolloutContext } from '../context.ts';
import type { AccessDescription, Description } from '../description.ts';
import { formatAccessPolicy } from '../documents.ts';
import { ABSENT, type Resource } from '../resource.ts';
import { isOurs, ownerTags } from '../tags.ts';
import { isSameDocument } from './same-document.ts';

export function accessPolicy(context: RolloutContext, description: Description, access: AccessDescription): Resource {
  const { iam, accountId } = context;
  const PolicyArn = policyArn(accountId, access.policy);
  const document = formatAccessPolicy({
    region: context.aws.region,
    accountId,
    clusterIdentifier: description.cluster.identifier,
    database: description.cluster.database,
    group: access.group,
  });
  return {
    kind: 'policy',
    name: access.policy,
    removedByDestroy: true,
    async observe() {
      const found = await findOrAbsent(iam.send(new GetPolicyCommand({ PolicyArn })), ['NoSuchEntity']);
      if (found === undefined) return ABSENT;
      const VersionId = found.Policy?.DefaultVersionId;
      const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
      const differences = isSameDocument(PolicyVersion?.Document, document) ? [] : ['document'];
      return { state: 'present', ours: isOurs(found.Policy?.Tags, description.name), differences };
    },
    async create() {
      const Tags = ownerTags(description.name);
      await iam.send(new CreatePolicyCommand({ PolicyName: access.policy, PolicyDocument: document, Tags }));
    },
    async update() {
      // Five versions at most: the old ones go first, they are kept nowhere else but in keyshift.yaml's history.
      await deleteOldVersions(context, PolicyArn);
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document, SetAsDefault: true }));
    },
    async remove() {
      await deleteOldVersions(context, PolicyArn);
      await iam.send(new DeletePolicyCommand({ PolicyArn }));
    },
  };
}

async function deleteOldVersions({ iam }: RolloutContext, PolicyArn: string): Promise<void> {
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (IsDefaultVersion !== true) await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  }
}
