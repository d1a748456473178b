// STS GetCallerIdentity: who am I; never denied.
import { type Action, defineAction } from '../action/action.ts';

export const getCallerIdentity: Action = defineAction({
  name: 'GetCallerIdentity',
  decode: () => undefined,
  needs: () => [],
  async handle({ accountId }, { caller }) {
    if (caller.kind === 'anonymous') throw new TypeError('GetCallerIdentity needs an authenticated caller');
    return { UserId: caller.userId, Account: accountId, Arn: caller.arn };
  },
});
