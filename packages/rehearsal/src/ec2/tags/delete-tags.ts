// EC2 DeleteTags: by key, or by key and value; without any, all of them.
import type { Action } from '../../action/action.ts';
import type { Tag } from '../../store/resources.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { ec2ArnOfId } from '../ids.ts';
import { changeEc2Tags } from './change-tags.ts';

type Wanted = { readonly key: string; readonly value: string | undefined };

export const deleteTags: Action = defineEc2Action({
  name: 'DeleteTags',
  decode(input) {
    const ids = input.list('ResourceId');
    if (ids.length === 0) throw ec2Faults.missing('ResourceId');
    const tags = input
      .structures('Tag')
      .map((item): Wanted => ({ key: item.text('Key'), value: item.findText('Value') }));
    return { ids, tags };
  },
  needs: ({ ids }, deps) => ids.map((id) => ({ resource: ec2ArnOfId(id, deps) })),
  async handle({ store }, _call, { ids, tags }) {
    await store.exclusive(async (tx) => {
      for (const id of ids) await changeEc2Tags(tx, id, (before) => before.filter((tag) => !isNamed(tag, tags)));
    });
    return undefined;
  },
});

function isNamed(tag: Tag, wanted: readonly Wanted[]): boolean {
  return (
    wanted.length === 0 ||
    wanted.some(({ key, value }) => key === tag.key && (value === undefined || value === tag.value))
  );
}
