// Amazon Redshift: clusters, their network, and credentials for their databases.
import type { Service } from '../action/action.ts';
import { createCluster } from './cluster/create-cluster.ts';
import { deleteCluster } from './cluster/delete-cluster.ts';
import { describeClusters } from './cluster/describe-clusters.ts';
import { modifyCluster } from './cluster/modify-cluster.ts';
import { describeCustomDomainAssociations } from './credentials/describe-custom-domain-associations.ts';
import { getClusterCredentials } from './credentials/get-cluster-credentials.ts';
import { createClusterSubnetGroup } from './subnet-group/create-cluster-subnet-group.ts';
import { deleteClusterSubnetGroup } from './subnet-group/delete-cluster-subnet-group.ts';
import { describeClusterSubnetGroups } from './subnet-group/describe-cluster-subnet-groups.ts';
import { createTags } from './tags/create-tags.ts';
import { deleteTags } from './tags/delete-tags.ts';
import { describeTags } from './tags/describe-tags.ts';

export const redshift: Service = {
  name: 'redshift',
  protocol: 'query',
  version: '2012-12-01',
  namespace: 'http://redshift.amazonaws.com/doc/2012-12-01/',
  actions: [
    createCluster,
    describeClusters,
    modifyCluster,
    deleteCluster,
    createClusterSubnetGroup,
    describeClusterSubnetGroups,
    deleteClusterSubnetGroup,
    getClusterCredentials,
    describeCustomDomainAssociations,
    createTags,
    deleteTags,
    describeTags,
  ],
};
