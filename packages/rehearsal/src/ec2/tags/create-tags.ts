// EC2 CreateTags.
import type { Action } from '../../action/action.ts';
import { mergeTags, readTags } from '../../action/tags.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { ec2ArnOfId } from '../ids.ts';
import { changeEc2Tags } from './change-tags.ts';

export const createTags: Action = defineEc2Action({
  name: 'CreateTags',
  decode(input) {
    const ids = input.list('ResourceId');
    if (ids.length === 0) throw ec2Faults.missing('ResourceId');
    return { ids, tags: readTags(input, 'Tag') };
  },
  needs: ({ ids }, deps) => ids.map((id) => ({ resource: ec2ArnOfId(id, deps) })),
  async handle({ store }, _call, { ids, tags }) {
    await store.exclusive(async (tx) => {
      for (const id of ids) await changeEc2Tags(tx, id, (before) => mergeTags(before, tags));
    });
    return undefined;
  },
});
