// EC2 AuthorizeSecurityGroupIngress: opens ports to sources; all of the request or nothing.
import type { Action } from '../../action/action.ts';
import type { SecurityGroupRule } from '../../store/resources.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { newEc2Id } from '../ids.ts';
import { readTagSpecification } from './create-security-group.ts';
import { formatRule } from './format.ts';
import { getGroup, MAX_RULES, needsOfGroup, readGroupId } from './group.ts';
import { describePeer, permissionKey, readPermissions } from './permissions.ts';

export const authorizeSecurityGroupIngress: Action = defineEc2Action({
  name: 'AuthorizeSecurityGroupIngress',
  decode: (input) => ({
    id: readGroupId(input),
    permissions: readPermissions(input),
    tags: readTagSpecification(input, 'security-group-rule'),
  }),
  needs: ({ id }, deps) => needsOfGroup(id, deps),
  handle: (deps, _call, { id, permissions, tags }) =>
    deps.store.exclusive(async (store) => {
      const group = await getGroup(store, id);
      const ingress = group.rules.filter(({ isEgress }) => !isEgress);
      const keys = new Set(ingress.map(permissionKey));
      const duplicate = permissions.find((permission) => keys.has(permissionKey(permission)));
      if (duplicate !== undefined) throw ec2Faults.permissionDuplicate(describePeer(duplicate));
      if (ingress.length + permissions.length > MAX_RULES) throw ec2Faults.rulesLimit(MAX_RULES);
      for (const { source } of permissions) if (source.kind === 'group') await getGroup(store, source.groupId);
      const rules = permissions.map(
        (permission): SecurityGroupRule => ({ ...permission, id: newEc2Id('sgr', deps.random), isEgress: false, tags }),
      );
      await store.replace('security-group', id, { ...group, rules: [...group.rules, ...rules] });
      const item = rules.map((rule) => formatRule(group, rule, deps.accountId));
      return { return: true, securityGroupRuleSet: { item } };
    }),
});
