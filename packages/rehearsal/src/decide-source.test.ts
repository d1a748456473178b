import { describe, expect, it } from 'vitest';
import { decideSource } from './decide-source.ts';
import type { SecurityGroup, SecurityGroupRule } from './store/resources.ts';

type Source = SecurityGroupRule['source'];
const rule = (source: Source, o: Partial<SecurityGroupRule> = {}): SecurityGroupRule => ({
  id: 'sgr-1',
  isEgress: false,
  protocol: 'tcp',
  fromPort: 5439,
  toPort: 5439,
  source,
  tags: [],
  ...o,
});
const v4 = (cidr: string): Source => ({ kind: 'ipv4', cidr });
const v6 = (cidr: string): Source => ({ kind: 'ipv6', cidr });
const decide = (rules: SecurityGroupRule[], address: string, port = 5439) => {
  const group: SecurityGroup = { id: 'sg-1', name: 'redshift-vpn', description: '', vpcId: 'vpc-1', rules, tags: [] };
  return decideSource({ groups: [group], address, port });
};

describe('decideSource', () => {
  it.each<[string, SecurityGroupRule[], string, boolean]>([
    ['an address in the block', [rule(v4('10.8.0.0/16'))], '10.8.1.2', true],
    ['an address beside the block', [rule(v4('10.8.0.0/16'))], '10.9.0.1', false],
    ['one address', [rule(v4('127.0.0.1/32'))], '127.0.0.1', true],
    ['an IPv4 address written as IPv6', [rule(v4('127.0.0.1/32'))], '::ffff:127.0.0.1', true],
    ['an IPv6 address', [rule(v6('2001:db8::/32'))], '2001:db8::7', true],
    ['an IPv6 address by an IPv4 rule', [rule(v4('0.0.0.0/0'))], '::1', false],
    ['an IPv4 address by an IPv6 rule', [rule(v6('::/0'))], '127.0.0.1', false],
    ['another port', [rule(v4('0.0.0.0/0'), { fromPort: 5493, toPort: 5493 })], '127.0.0.1', false],
    ['a port in the range', [rule(v4('0.0.0.0/0'), { fromPort: 5000, toPort: 6000 })], '127.0.0.1', true],
    ['udp', [rule(v4('0.0.0.0/0'), { protocol: 'udp' })], '127.0.0.1', false],
    ['all protocols', [rule(v4('0.0.0.0/0'), { protocol: '-1', fromPort: -1, toPort: -1 })], '127.0.0.1', true],
    ['an egress rule', [rule(v4('0.0.0.0/0'), { isEgress: true })], '127.0.0.1', false],
    ['a group as source', [rule({ kind: 'group', groupId: 'sg-1' })], '127.0.0.1', false],
    ['no rule', [], '127.0.0.1', false],
    ['what is no address', [rule(v4('0.0.0.0/0'))], 'localhost', false],
  ])('%s: %#', (_name, rules, address, allowed) => {
    expect(decide(rules, address).allowed).toBe(allowed);
  });

  it('names the rule that lets in, or the reason', () => {
    expect(decide([rule(v4('10.0.0.0/8'))], '10.0.0.1')).toEqual({
      allowed: true,
      rule: 'sgr-1 of redshift-vpn (sg-1)',
    });
    expect(decide([rule(v4('10.0.0.0/8'))], '192.0.2.1')).toEqual({
      allowed: false,
      reason: '192.0.2.1 is not in 10.0.0.0/8, the sources that redshift-vpn lets reach port 5439',
    });
    expect(decide([rule(v4('10.0.0.0/8'), { fromPort: 5493, toPort: 5493 })], '10.0.0.1')).toEqual({
      allowed: false,
      reason: 'no inbound rule of redshift-vpn opens port 5439',
    });
    expect(decideSource({ groups: [], address: '10.0.0.1', port: 1 })).toMatchObject({
      reason: 'the cluster has no security group',
    });
  });
});
