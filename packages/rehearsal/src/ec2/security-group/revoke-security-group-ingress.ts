// EC2 RevokeSecurityGroupIngress: by the ids of rules, or by the same permissions that opened them.
import type { Action } from '../../action/action.ts';
import type { SecurityGroupRule } from '../../store/resources.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { getGroup, needsOfGroup, readGroupId } from './group.ts';
import { permissionKey, readPermissions } from './permissions.ts';

export const revokeSecurityGroupIngress: Action = defineEc2Action({
  name: 'RevokeSecurityGroupIngress',
  decode(input) {
    const id = readGroupId(input);
    const ruleIds = input.list('SecurityGroupRuleId');
    return { id, ruleIds, permissions: ruleIds.length > 0 ? [] : readPermissions(input) };
  },
  needs: ({ id }, deps) => needsOfGroup(id, deps),
  async handle({ store }, _call, { id, ruleIds, permissions }) {
    await store.exclusive(async (tx) => {
      const group = await getGroup(tx, id);
      const ingress = group.rules.filter(({ isEgress }) => !isEgress);
      const gone = new Set([
        ...ruleIds.map((ruleId) => findByRuleId(ingress, ruleId)),
        ...permissions.map((permission) => findByKey(ingress, permissionKey(permission))),
      ]);
      await tx.replace('security-group', id, { ...group, rules: group.rules.filter((rule) => !gone.has(rule)) });
    });
    return undefined;
  },
});

function findByRuleId(rules: readonly SecurityGroupRule[], ruleId: string): SecurityGroupRule {
  const rule = rules.find(({ id }) => id === ruleId);
  if (rule === undefined) throw ec2Faults.ruleNotFound(ruleId);
  return rule;
}

function findByKey(rules: readonly SecurityGroupRule[], key: string): SecurityGroupRule {
  const rule = rules.find((candidate) => permissionKey(candidate) === key);
  if (rule === undefined) throw ec2Faults.permissionNotFound();
  return rule;
}
