// EC2 DescribeVpcs.
import type { Action } from '../../action/action.ts';
import { formatEc2Tags } from '../../action/tags.ts';
import type { Vpc } from '../../store/resources.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { applyFilters, type FilterTable, readFilters } from '../filters.ts';

const isDefault = (vpc: Vpc) => [String(vpc.isDefault)];
const FILTERS: FilterTable<Vpc> = {
  'vpc-id': ({ id }) => [id],
  cidr: ({ cidr }) => [cidr],
  'is-default': isDefault,
  isDefault,
  state: () => ['available'],
};

export const describeVpcs: Action = defineEc2Action({
  name: 'DescribeVpcs',
  decode: (input) => ({ ids: input.list('VpcId'), filters: readFilters(input) }),
  needs: () => [{ resource: '*' }],
  async handle({ store, accountId }, _call, { ids, filters }) {
    const vpcs = await store.list('vpc');
    const unknown = ids.find((id) => !vpcs.some((vpc) => vpc.id === id));
    if (unknown !== undefined) throw ec2Faults.vpcNotFound(unknown);
    const named = vpcs.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const item = applyFilters(named, filters, FILTERS).map((vpc) => ({
      vpcId: vpc.id,
      ownerId: accountId,
      state: 'available',
      cidrBlock: vpc.cidr,
      dhcpOptionsId: 'default',
      instanceTenancy: 'default',
      isDefault: vpc.isDefault,
      tagSet: { item: formatEc2Tags(vpc.tags) },
    }));
    return { vpcSet: { item } };
  },
});
