// Whether the security groups of a cluster let an address reach its port; deny by default, with the reason.
import { BlockList, isIP } from 'node:net';
import type { SourceDecision } from './contract.ts';
import type { SecurityGroup, SecurityGroupRule } from './store/resources.ts';

export type SourceInput = {
  readonly groups: readonly SecurityGroup[];
  readonly address: string;
  readonly port: number;
};

/** Pure. `::ffff:192.0.2.1` counts as `192.0.2.1`. */
export function decideSource({ groups, address, port }: SourceInput): SourceDecision {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  if (isIP(plain) === 0) return { allowed: false, reason: `"${address.slice(0, 64)}" is not an IP address` };
  const rules = groups.flatMap((group) => group.rules.map((rule) => ({ group, rule })));
  const open = rules.filter(({ rule }) => !rule.isEgress && opensPort(rule, port));
  const match = open.find(({ rule }) => containsAddress(rule, plain));
  if (match !== undefined) {
    const { group, rule } = match;
    return { allowed: true, rule: `${rule.id} of ${group.name} (${group.id})` };
  }
  return { allowed: false, reason: explain({ names: groups.map(({ name }) => name), open, address: plain, port }) };
}

function opensPort({ protocol, fromPort, toPort }: SecurityGroupRule, port: number): boolean {
  return protocol === '-1' || (protocol === 'tcp' && fromPort <= port && port <= toPort);
}

// A group as source stands for its members' own addresses; nothing outside AWS is a member.
function containsAddress({ source }: SecurityGroupRule, address: string): boolean {
  if (source.kind === 'group') return false;
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  if (source.kind !== family) return false;
  const [network = '', prefix = ''] = source.cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), source.kind);
  return list.check(address, family);
}

type Miss = {
  names: readonly string[];
  open: readonly { rule: SecurityGroupRule }[];
  address: string;
  port: number;
};

function explain({ names, open, address, port }: Miss): string {
  if (names.length === 0) return 'the cluster has no security group';
  const groups = names.join(', ');
  if (open.length === 0) return `no inbound rule of ${groups} opens port ${port}`;
  const sources = open.map(({ rule }) => (rule.source.kind === 'group' ? rule.source.groupId : rule.source.cidr));
  return `${address} is not in ${sources.join(', ')}, the sources that ${groups} lets reach port ${port}`;
}
