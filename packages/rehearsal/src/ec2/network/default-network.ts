// The network that every account has from the start: a default VPC, a subnet in each zone, a default security group.
import type { RandomBytes } from '@keyshift/base';
import type { SecurityGroup, Subnet, Vpc } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { newEc2Id } from '../ids.ts';

const ZONES = ['a', 'b', 'c'] as const;
const VPC_CIDR = '172.31.0.0/16';

export function listZones(region: string): readonly string[] {
  return ZONES.map((letter) => `${region}${letter}`);
}

/** Makes the default network when the account has no VPC yet. */
export async function ensureDefaultNetwork(store: Store, o: { region: string; random: RandomBytes }): Promise<void> {
  await store.exclusive(async (tx) => {
    if ((await tx.list('vpc')).length > 0) return;
    const vpc: Vpc = { id: newEc2Id('vpc', o.random), cidr: VPC_CIDR, isDefault: true, tags: [] };
    await tx.insert('vpc', vpc.id, vpc);
    for (const [index, zone] of listZones(o.region).entries()) {
      const cidr = `172.31.${index * 16}.0/20`;
      const subnet: Subnet = { id: newEc2Id('subnet', o.random), vpcId: vpc.id, cidr, zone, tags: [] };
      await tx.insert('subnet', subnet.id, subnet);
    }
    const group = defaultGroup(vpc.id, o.random);
    await tx.insert('security-group', group.id, group);
  });
}

function defaultGroup(vpcId: string, random: RandomBytes): SecurityGroup {
  const id = newEc2Id('sg', random);
  const all = { protocol: '-1', fromPort: -1, toPort: -1, tags: [] } as const;
  return {
    id,
    name: 'default',
    description: 'default VPC security group',
    vpcId,
    rules: [
      { ...all, id: newEc2Id('sgr', random), isEgress: false, source: { kind: 'group', groupId: id } },
      { ...all, id: newEc2Id('sgr', random), isEgress: true, source: { kind: 'ipv4', cidr: '0.0.0.0/0' } },
    ],
    tags: [],
  };
}
