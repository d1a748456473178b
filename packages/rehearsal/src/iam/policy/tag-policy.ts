// IAM TagPolicy, UntagPolicy, ListPolicyTags.
import type { Action } from '../../action/action.ts';
import { tagActions } from '../tagging.ts';
import { getManagedPolicy, readPolicyArn } from './policy.ts';

export const policyTagActions: readonly Action[] = tagActions({
  noun: 'Policy',
  kind: 'policy',
  readName: readPolicyArn,
  get: getManagedPolicy,
  idOf: ({ arn }) => arn,
  arnOf: (arn) => arn,
});
