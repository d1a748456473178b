// Amazon EC2, the part that a cluster's network needs.
import type { Service } from '../action/action.ts';
import { describeAvailabilityZones } from './network/describe-availability-zones.ts';
import { describeSubnets } from './network/describe-subnets.ts';
import { describeVpcs } from './network/describe-vpcs.ts';
import { authorizeSecurityGroupIngress } from './security-group/authorize-security-group-ingress.ts';
import { createSecurityGroup } from './security-group/create-security-group.ts';
import { deleteSecurityGroup } from './security-group/delete-security-group.ts';
import { describeSecurityGroupRules } from './security-group/describe-security-group-rules.ts';
import { describeSecurityGroups } from './security-group/describe-security-groups.ts';
import { revokeSecurityGroupIngress } from './security-group/revoke-security-group-ingress.ts';
import { createTags } from './tags/create-tags.ts';
import { deleteTags } from './tags/delete-tags.ts';

export const ec2: Service = {
  name: 'ec2',
  protocol: 'ec2',
  version: '2016-11-15',
  namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  actions: [
    describeVpcs,
    describeSubnets,
    describeAvailabilityZones,
    createSecurityGroup,
    describeSecurityGroups,
    authorizeSecurityGroupIngress,
    revokeSecurityGroupIngress,
    describeSecurityGroupRules,
    deleteSecurityGroup,
    createTags,
    deleteTags,
  ],
};
