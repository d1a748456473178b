// A managed policy: how it is found and written into answers.
import type { XmlFields } from '@keyshift/aws-protocol';
import type { Input } from '../../action/input.ts';
import { formatTags } from '../../action/tags.ts';
import type { ManagedPolicy, PolicyVersion } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { encodeDocument, iamFaults } from '../faults.ts';
import { ARN } from '../names.ts';

export const MAX_POLICY_SIZE = 6144;
export const MAX_VERSIONS = 5;

export function readPolicyArn(input: Input): string {
  return input.text('PolicyArn', ARN);
}

export function policyArn(o: { path: string; name: string }, { accountId }: { accountId: string }): string {
  return `arn:aws:iam::${accountId}:policy${o.path}${o.name}`;
}

export async function getManagedPolicy(store: ResourceStore, arn: string): Promise<ManagedPolicy> {
  const policy = await store.find('policy', arn);
  if (policy === undefined) throw iamFaults.noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

export function getVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const version = policy.versions.find((candidate) => candidate.id === id);
  if (version === undefined) {
    throw iamFaults.noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  }
  return version;
}

/** The number of roles that a policy is attached to. */
export async function countAttachments(store: ResourceStore, arn: string): Promise<number> {
  const roles = await store.list('role');
  return roles.filter(({ attached }) => attached.some((policy) => policy.arn === arn)).length;
}

export function formatPolicy(policy: ManagedPolicy, attachmentCount: number): XmlFields {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachmentCount,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
    Tags: { member: formatTags(policy.tags) },
  };
}

export function formatVersion(policy: ManagedPolicy, version: PolicyVersion, o: { withDocument: boolean }): XmlFields {
  return {
    Document: o.withDocument ? encodeDocument(version.document) : undefined,
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: new Date(version.createdAt),
  };
}
