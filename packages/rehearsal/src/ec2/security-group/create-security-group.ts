// EC2 CreateSecurityGroup: nothing comes in, everything may go out.
import type { Action } from '../../action/action.ts';
import type { Input, TextRule } from '../../action/input.ts';
import { formatEc2Tags, readTags } from '../../action/tags.ts';
import type { SecurityGroup, Tag } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { ec2Arn, newEc2Id } from '../ids.ts';

const TEXT: TextRule = { min: 1, max: 255, pattern: /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/ };

export const createSecurityGroup: Action = defineEc2Action({
  name: 'CreateSecurityGroup',
  decode(input) {
    const name = input.text('GroupName', TEXT);
    if (/^sg-/i.test(name)) throw ec2Faults.invalid(`Invalid security group name: ${name} starts with sg-`);
    const tags = readTagSpecification(input, 'security-group');
    return { name, description: input.text('GroupDescription', TEXT), vpcId: input.findText('VpcId'), tags };
  },
  needs: (_value, deps) => [{ resource: ec2Arn('security-group/*', deps) }],
  async handle(deps, _call, { name, description, vpcId, tags }) {
    const id = newEc2Id('sg', deps.random);
    await deps.store.exclusive(async (store) => {
      const vpc = await getVpcId(store, vpcId);
      const groups = await store.list('security-group');
      if (groups.some((group) => group.vpcId === vpc && group.name.toLowerCase() === name.toLowerCase())) {
        throw ec2Faults.groupDuplicate(name, vpc);
      }
      const everywhere = { kind: 'ipv4', cidr: '0.0.0.0/0' } as const;
      const ruleId = newEc2Id('sgr', deps.random);
      const egress = {
        id: ruleId,
        isEgress: true,
        protocol: '-1',
        fromPort: -1,
        toPort: -1,
        source: everywhere,
        tags: [],
      };
      const group: SecurityGroup = { id, name, description, vpcId: vpc, rules: [egress], tags };
      await store.insert('security-group', id, group);
    });
    return {
      return: true,
      groupId: id,
      tagSet: { item: formatEc2Tags(tags) },
      securityGroupArn: ec2Arn(`security-group/${id}`, deps),
    };
  },
});

async function getVpcId(store: ResourceStore, wanted: string | undefined): Promise<string> {
  const vpcs = await store.list('vpc');
  const vpc = vpcs.find(({ id, isDefault }) => (wanted === undefined ? isDefault : id === wanted));
  if (vpc === undefined) throw ec2Faults.vpcNotFound(wanted ?? 'default');
  return vpc.id;
}

/** Tags that a creating action gives to what it creates. */
export function readTagSpecification(input: Input, resourceType: string): readonly Tag[] {
  return input.structures('TagSpecification').flatMap((item) => {
    if (item.text('ResourceType') !== resourceType) throw ec2Faults.invalid(`Tags here are for a ${resourceType}`);
    return readTags(item, 'Tag');
  });
}
