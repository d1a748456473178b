// Redshift CreateTags.
import { type Action, defineAction } from '../../action/action.ts';
import { mergeTags, readTags } from '../../action/tags.ts';
import { changeTags } from './resource.ts';

export const createTags: Action = defineAction({
  name: 'CreateTags',
  decode: (input) => ({ arn: input.text('ResourceName'), tags: readTags(input, 'Tags', 'Tag') }),
  needs: ({ arn }) => [{ resource: arn }],
  async handle(deps, _call, { arn, tags }) {
    await changeTags(deps, arn, (before) => mergeTags(before, tags));
    return undefined;
  },
});
