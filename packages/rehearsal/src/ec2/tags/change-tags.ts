// Tags of EC2 resources, found by the prefix of their id.
import type { Tag } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { ec2Faults } from '../faults.ts';

export type EditTags = (tags: readonly Tag[]) => readonly Tag[];

/** Changes the tags of one resource inside a transaction of the caller. */
export async function changeEc2Tags(store: ResourceStore, id: string, edit: EditTags): Promise<void> {
  if (id.startsWith('sgr-')) return changeRuleTags(store, id, edit);
  const kind = kindOf(id);
  const body = await store.find(kind, id);
  if (body === undefined) throw ec2Faults.resourceNotFound(id);
  await store.replace(kind, id, { ...body, tags: edit(body.tags) });
}

function kindOf(id: string): 'vpc' | 'subnet' | 'security-group' {
  if (id.startsWith('vpc-')) return 'vpc';
  if (id.startsWith('subnet-')) return 'subnet';
  if (id.startsWith('sg-')) return 'security-group';
  throw ec2Faults.resourceNotFound(id);
}

async function changeRuleTags(store: ResourceStore, id: string, edit: EditTags): Promise<void> {
  const groups = await store.list('security-group');
  const group = groups.find(({ rules }) => rules.some((rule) => rule.id === id));
  if (group === undefined) throw ec2Faults.resourceNotFound(id);
  const rules = group.rules.map((rule) => (rule.id === id ? { ...rule, tags: edit(rule.tags) } : rule));
  await store.replace('security-group', group.id, { ...group, rules });
}
