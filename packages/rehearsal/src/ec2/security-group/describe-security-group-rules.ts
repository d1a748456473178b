// EC2 DescribeSecurityGroupRules: every source a rule of its own.
import type { Action } from '../../action/action.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../store/resources.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { applyFilters, type FilterTable, readFilters } from '../filters.ts';
import { formatRule } from './format.ts';

type Item = {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  readonly tags: SecurityGroupRule['tags'];
};

const FILTERS: FilterTable<Item> = {
  'group-id': ({ group }) => [group.id],
  'security-group-rule-id': ({ rule }) => [rule.id],
};

export const describeSecurityGroupRules: Action = defineEc2Action({
  name: 'DescribeSecurityGroupRules',
  decode: (input) => ({ ids: input.list('SecurityGroupRuleId'), filters: readFilters(input) }),
  needs: () => [{ resource: '*' }],
  async handle({ store, accountId }, _call, { ids, filters }) {
    const groups = await store.list('security-group');
    const rules = groups.flatMap((group) => group.rules.map((rule): Item => ({ group, rule, tags: rule.tags })));
    const unknown = ids.find((id) => !rules.some(({ rule }) => rule.id === id));
    if (unknown !== undefined) throw ec2Faults.ruleNotFound(unknown);
    const named = rules.filter(({ rule }) => ids.length === 0 || ids.includes(rule.id));
    const item = applyFilters(named, filters, FILTERS).map(({ group, rule }) => formatRule(group, rule, accountId));
    return { securityGroupRuleSet: { item } };
  },
});
