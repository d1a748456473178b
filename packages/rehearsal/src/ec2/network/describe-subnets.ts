// EC2 DescribeSubnets.
import type { Action } from '../../action/action.ts';
import { formatEc2Tags } from '../../action/tags.ts';
import type { Subnet } from '../../store/resources.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { applyFilters, type FilterTable, readFilters } from '../filters.ts';
import { ec2Arn } from '../ids.ts';

const zone = (subnet: Subnet) => [subnet.zone];
const defaultForZone = () => ['true'];
const FILTERS: FilterTable<Subnet> = {
  'vpc-id': ({ vpcId }) => [vpcId],
  'subnet-id': ({ id }) => [id],
  'availability-zone': zone,
  availabilityZone: zone,
  'default-for-az': defaultForZone,
  defaultForAz: defaultForZone,
  'cidr-block': ({ cidr }) => [cidr],
  state: () => ['available'],
};

export const describeSubnets: Action = defineEc2Action({
  name: 'DescribeSubnets',
  decode: (input) => ({ ids: input.list('SubnetId'), filters: readFilters(input) }),
  needs: () => [{ resource: '*' }],
  async handle(deps, _call, { ids, filters }) {
    const subnets = await deps.store.list('subnet');
    const unknown = ids.find((id) => !subnets.some((subnet) => subnet.id === id));
    if (unknown !== undefined) throw ec2Faults.subnetNotFound(unknown);
    const named = subnets.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const item = applyFilters(named, filters, FILTERS).map((subnet) => ({
      subnetId: subnet.id,
      subnetArn: ec2Arn(`subnet/${subnet.id}`, deps),
      state: 'available',
      ownerId: deps.accountId,
      vpcId: subnet.vpcId,
      cidrBlock: subnet.cidr,
      // A /20 less the five addresses that AWS keeps in each subnet.
      availableIpAddressCount: 4091,
      availabilityZone: subnet.zone,
      defaultForAz: true,
      mapPublicIpOnLaunch: true,
      tagSet: { item: formatEc2Tags(subnet.tags) },
    }));
    return { subnetSet: { item } };
  },
});
