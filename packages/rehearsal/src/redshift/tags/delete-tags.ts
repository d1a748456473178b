// Redshift DeleteTags.
import { type Action, defineAction } from '../../action/action.ts';
import { removeTags } from '../../action/tags.ts';
import { changeTags } from './resource.ts';

export const deleteTags: Action = defineAction({
  name: 'DeleteTags',
  decode: (input) => ({ arn: input.text('ResourceName'), keys: input.list('TagKeys', 'TagKey') }),
  needs: ({ arn }) => [{ resource: arn }],
  async handle(deps, _call, { arn, keys }) {
    await changeTags(deps, arn, (before) => removeTags(before, keys));
    return undefined;
  },
});
