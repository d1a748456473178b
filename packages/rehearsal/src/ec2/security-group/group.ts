// A security group: how it is found, named and changed.
import type { ActionDeps, Need } from '../../action/action.ts';
import type { Input } from '../../action/input.ts';
import type { SecurityGroup } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { ec2Faults } from '../faults.ts';
import { ec2Arn, isEc2Id } from '../ids.ts';

export const MAX_RULES = 60;

export function readGroupId(input: Input): string {
  const id = input.text('GroupId');
  if (!isEc2Id('sg', id)) throw ec2Faults.groupIdMalformed(id);
  return id;
}

export async function getGroup(store: ResourceStore, id: string): Promise<SecurityGroup> {
  const group = await store.find('security-group', id);
  if (group === undefined) throw ec2Faults.groupNotFound(id);
  return group;
}

export function needsOfGroup(id: string, deps: ActionDeps): readonly Need[] {
  return [{ resource: ec2Arn(`security-group/${id}`, deps) }];
}
