// IpPermissions of a request, taken apart: each source is a rule of its own.
import type { Input } from '../../action/input.ts';
import type { SecurityGroupRule } from '../../store/resources.ts';
import { ec2Faults } from '../faults.ts';
import { isEc2Id } from '../ids.ts';
import { canonicalIpv4, canonicalIpv6 } from './cidr.ts';

export type Permission = Omit<SecurityGroupRule, 'id' | 'isEgress' | 'tags'>;

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp' };
const PORT = { min: -1, max: 65_535 };

/** Reads IpPermissions.N, or the short form with one CidrIp. Refuses the same permission twice in one request. */
export function readPermissions(input: Input): readonly Permission[] {
  const cidrIp = input.findText('CidrIp');
  const permissions =
    cidrIp === undefined
      ? input.structures('IpPermissions').flatMap(readPermission)
      : [{ ...readPorts(input), source: ipv4Source(cidrIp) }];
  if (permissions.length === 0) throw ec2Faults.missing('IpPermissions');
  if (new Set(permissions.map(permissionKey)).size !== permissions.length) {
    throw ec2Faults.invalid('The same permission must not appear multiple times');
  }
  return permissions;
}

/** Equal for permissions that open the same to the same peer. */
export function permissionKey({ protocol, fromPort, toPort, source }: Permission): string {
  return `${protocol} ${fromPort}-${toPort} ${source.kind} ${sourceText(source)}`;
}

export function describePeer({ protocol, fromPort, toPort, source }: Permission): string {
  const ports = protocol === '-1' ? 'ALL' : `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
  return `${sourceText(source)}, ${ports}`;
}

function sourceText(source: Permission['source']): string {
  return source.kind === 'group' ? source.groupId : source.cidr;
}

function readPermission(item: Input): readonly Permission[] {
  const ports = readPorts(item);
  const sources: { source: Permission['source']; from: Input }[] = [
    ...item.structures('IpRanges').map((from) => ({ source: ipv4Source(from.text('CidrIp')), from })),
    ...item.structures('Ipv6Ranges').map((from) => ({ source: ipv6Source(from.text('CidrIpv6')), from })),
    ...item.structures('Groups').map((from) => ({ source: groupSource(from), from })),
  ];
  if (sources.length === 0)
    throw ec2Faults.permissionMalformed('A rule needs a CIDR block or a security group as its source.');
  return sources.map(({ source, from }) => {
    const description = from.findText('Description', { max: 255, pattern: /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/ });
    return { ...ports, source, ...(description === undefined ? {} : { description }) };
  });
}

function readPorts(item: Input): Pick<Permission, 'protocol' | 'fromPort' | 'toPort'> {
  const named = item.text('IpProtocol').toLowerCase();
  const protocol = PROTOCOL_NUMBERS[named] ?? named;
  const fromPort = item.findInteger('FromPort', PORT);
  const toPort = item.findInteger('ToPort', PORT);
  if (protocol === '-1') return { protocol, fromPort: -1, toPort: -1 };
  if (!/^(tcp|udp|icmp|icmpv6|\d{1,3})$/.test(protocol))
    throw ec2Faults.permissionMalformed(`Unsupported IP protocol "${protocol}"`);
  if (protocol !== 'tcp' && protocol !== 'udp') return { protocol, fromPort: fromPort ?? -1, toPort: toPort ?? -1 };
  if (fromPort === undefined || toPort === undefined || fromPort < 0 || fromPort > toPort) {
    throw ec2Faults.invalid(`Invalid TCP/UDP port range (${fromPort ?? ''}:${toPort ?? ''})`);
  }
  return { protocol, fromPort, toPort };
}

function ipv4Source(text: string): Permission['source'] {
  const cidr = canonicalIpv4(text);
  if (cidr === undefined) throw ec2Faults.invalid(`CIDR block ${text} is malformed`);
  return { kind: 'ipv4', cidr };
}

function ipv6Source(text: string): Permission['source'] {
  const cidr = canonicalIpv6(text);
  if (cidr === undefined) throw ec2Faults.invalid(`CIDR block ${text} is malformed`);
  return { kind: 'ipv6', cidr };
}

function groupSource(item: Input): Permission['source'] {
  const groupId = item.text('GroupId');
  item.ignore('UserId');
  if (!isEc2Id('sg', groupId)) throw ec2Faults.groupIdMalformed(groupId);
  return { kind: 'group', groupId };
}
