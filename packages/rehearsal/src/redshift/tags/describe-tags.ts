// Redshift DescribeTags: of one resource, or of all.
import { type Action, type ActionDeps, defineAction } from '../../action/action.ts';
import type { Tag } from '../../store/resources.ts';
import { redshiftArn } from '../arns.ts';
import { clusterArn } from '../cluster/cluster.ts';
import { subnetGroupArn } from '../subnet-group/subnet-group.ts';
import { getTagged } from './resource.ts';

type Row = { readonly arn: string; readonly type: string; readonly tags: readonly Tag[] };

export const describeTags: Action = defineAction({
  name: 'DescribeTags',
  decode(input) {
    input.ignore('MaxRecords');
    return {
      arn: input.findText('ResourceName'),
      type: input.findText('ResourceType'),
      keys: input.list('TagKeys', 'TagKey'),
      values: input.list('TagValues', 'TagValue'),
    };
  },
  needs: ({ arn }, deps) => [{ resource: arn ?? redshiftArn('*', deps) }],
  async handle(deps, _call, { arn, type, keys, values }) {
    const rows = arn === undefined ? await listAll(deps) : [await rowOf(deps, arn)];
    const TaggedResource = rows
      .filter((row) => type === undefined || row.type === type)
      .flatMap((row) => row.tags.map((tag) => ({ row, tag })))
      .filter(({ tag }) => keys.length === 0 || keys.includes(tag.key))
      .filter(({ tag }) => values.length === 0 || values.includes(tag.value))
      .map(({ row, tag }) => ({
        Tag: { Key: tag.key, Value: tag.value },
        ResourceName: row.arn,
        ResourceType: row.type,
      }));
    return { TaggedResources: { TaggedResource } };
  },
});

async function rowOf(deps: ActionDeps, arn: string): Promise<Row> {
  const { kind, body } = await getTagged(deps.store, arn, deps);
  return { arn, type: kind === 'cluster' ? 'cluster' : 'subnetgroup', tags: body.tags };
}

async function listAll(deps: ActionDeps): Promise<readonly Row[]> {
  const [clusters, groups] = await Promise.all([deps.store.list('cluster'), deps.store.list('subnet-group')]);
  return [
    ...clusters.map(({ identifier, tags }) => ({ arn: clusterArn(identifier, deps), type: 'cluster', tags })),
    ...groups.map(({ name, tags }) => ({ arn: subnetGroupArn(name, deps), type: 'subnetgroup', tags })),
  ];
}
