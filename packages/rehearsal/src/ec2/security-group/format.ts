// Security groups and their rules as answers show them.
import type { XmlContent } from '@keyshift/aws-protocol';
import { formatEc2Tags } from '../../action/tags.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../store/resources.ts';

/** One rule for each source. */
export function formatRule(group: SecurityGroup, rule: SecurityGroupRule, accountId: string): XmlContent {
  const { source } = rule;
  return {
    securityGroupRuleId: rule.id,
    groupId: group.id,
    groupOwnerId: accountId,
    isEgress: rule.isEgress,
    ipProtocol: rule.protocol,
    fromPort: rule.fromPort,
    toPort: rule.toPort,
    cidrIpv4: source.kind === 'ipv4' ? source.cidr : undefined,
    cidrIpv6: source.kind === 'ipv6' ? source.cidr : undefined,
    referencedGroupInfo: source.kind === 'group' ? { groupId: source.groupId, userId: accountId } : undefined,
    description: rule.description,
    tagSet: { item: formatEc2Tags(rule.tags) },
  };
}

/** Rules of the same protocol and ports are shown as one permission. */
function formatPermissions(group: SecurityGroup, o: { isEgress: boolean; accountId: string }): XmlContent[] {
  const byPorts = new Map<string, SecurityGroupRule[]>();
  for (const rule of group.rules.filter(({ isEgress }) => isEgress === o.isEgress)) {
    const key = `${rule.protocol} ${rule.fromPort} ${rule.toPort}`;
    byPorts.set(key, [...(byPorts.get(key) ?? []), rule]);
  }
  return [...byPorts.values()].map((rules) => formatPermission(rules, o.accountId));
}

function formatPermission(rules: readonly SecurityGroupRule[], accountId: string): XmlContent {
  const [first] = rules;
  const hasPorts = first !== undefined && first.protocol !== '-1';
  return {
    ipProtocol: first?.protocol ?? '-1',
    fromPort: hasPorts ? first.fromPort : undefined,
    toPort: hasPorts ? first.toPort : undefined,
    groups: {
      item: rules.flatMap(({ source, description }) =>
        source.kind === 'group' ? [{ userId: accountId, groupId: source.groupId, description }] : [],
      ),
    },
    ipRanges: {
      item: rules.flatMap(({ source, description }) =>
        source.kind === 'ipv4' ? [{ cidrIp: source.cidr, description }] : [],
      ),
    },
    ipv6Ranges: {
      item: rules.flatMap(({ source, description }) =>
        source.kind === 'ipv6' ? [{ cidrIpv6: source.cidr, description }] : [],
      ),
    },
    prefixListIds: {},
  };
}

export function formatGroup(group: SecurityGroup, accountId: string): XmlContent {
  return {
    ownerId: accountId,
    groupName: group.name,
    groupId: group.id,
    groupDescription: group.description,
    vpcId: group.vpcId,
    ipPermissions: { item: formatPermissions(group, { isEgress: false, accountId }) },
    ipPermissionsEgress: { item: formatPermissions(group, { isEgress: true, accountId }) },
    tagSet: { item: formatEc2Tags(group.tags) },
  };
}
