// Redshift DescribeClusters.
import { type Action, defineAction } from '../../action/action.ts';
import { clusterArn, formatCluster, getCluster } from './cluster.ts';

export const describeClusters: Action = defineAction({
  name: 'DescribeClusters',
  decode(input) {
    input.ignore('MaxRecords');
    return {
      identifier: input.findText('ClusterIdentifier'),
      tagKeys: input.list('TagKeys', 'TagKey'),
      tagValues: input.list('TagValues', 'TagValue'),
    };
  },
  needs: ({ identifier }, deps) => [{ resource: clusterArn(identifier ?? '*', deps) }],
  async handle(deps, _call, { identifier, tagKeys, tagValues }) {
    const clusters =
      identifier === undefined ? await deps.store.list('cluster') : [await getCluster(deps.store, identifier)];
    const Cluster = clusters
      .filter(({ tags }) => tagKeys.length === 0 || tags.some(({ key }) => tagKeys.includes(key)))
      .filter(({ tags }) => tagValues.length === 0 || tags.some(({ value }) => tagValues.includes(value)))
      .map((cluster) => formatCluster(cluster, deps));
    return { Clusters: { Cluster } };
  },
});
