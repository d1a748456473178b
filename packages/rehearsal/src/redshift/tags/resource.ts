// Which resource an ARN of Redshift names, and its tags.
import { findArn } from '@keyshift/aws-protocol';
import type { ActionDeps } from '../../action/action.ts';
import type { Cluster, SubnetGroup, Tag } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { redshiftFaults } from '../faults.ts';

export type Tagged =
  | { readonly kind: 'cluster'; readonly id: string; readonly body: Cluster }
  | { readonly kind: 'subnet-group'; readonly id: string; readonly body: SubnetGroup };

/** The cluster or subnet group of that ARN in this account and region; throws ResourceNotFoundFault. */
export async function getTagged(store: ResourceStore, arn: string, deps: ActionDeps): Promise<Tagged> {
  const parts = findArn(arn);
  const isOwn = parts?.service === 'redshift' && parts.region === deps.region && parts.accountId === deps.accountId;
  const [type, id = ''] = isOwn ? parts.resource.split(/:(.*)/s) : [];
  if (type === 'cluster') {
    const body = await store.find('cluster', id);
    if (body !== undefined) return { kind: 'cluster', id, body };
  }
  if (type === 'subnetgroup') {
    const body = await store.find('subnet-group', id);
    if (body !== undefined) return { kind: 'subnet-group', id, body };
  }
  throw redshiftFaults.resourceNotFound(arn);
}

export async function changeTags(
  deps: ActionDeps,
  arn: string,
  edit: (tags: readonly Tag[]) => readonly Tag[],
): Promise<void> {
  await deps.store.exclusive(async (store) => {
    const tagged = await getTagged(store, arn, deps);
    const tags = edit(tagged.body.tags);
    if (tagged.kind === 'cluster') await store.replace('cluster', tagged.id, { ...tagged.body, tags });
    else await store.replace('subnet-group', tagged.id, { ...tagged.body, tags });
  });
}
