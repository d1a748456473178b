// EC2 DescribeSecurityGroups.
import type { Action } from '../../action/action.ts';
import type { SecurityGroup } from '../../store/resources.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { applyFilters, type FilterTable, readFilters } from '../filters.ts';
import { formatGroup } from './format.ts';

const FILTERS: FilterTable<SecurityGroup> = {
  'group-name': ({ name }) => [name],
  'group-id': ({ id }) => [id],
  'vpc-id': ({ vpcId }) => [vpcId],
  description: ({ description }) => [description],
};

export const describeSecurityGroups: Action = defineEc2Action({
  name: 'DescribeSecurityGroups',
  decode: (input) => ({ ids: input.list('GroupId'), names: input.list('GroupName'), filters: readFilters(input) }),
  needs: () => [{ resource: '*' }],
  async handle({ store, accountId }, _call, { ids, names, filters }) {
    const groups = await store.list('security-group');
    const unknown =
      ids.find((id) => !groups.some((group) => group.id === id)) ??
      names.find((name) => !groups.some((group) => group.name === name));
    if (unknown !== undefined) throw ec2Faults.groupNotFound(unknown);
    const named = groups
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter(({ name }) => names.length === 0 || names.includes(name));
    const item = applyFilters(named, filters, FILTERS).map((group) => formatGroup(group, accountId));
    return { securityGroupInfo: { item } };
  },
});
