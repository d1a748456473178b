// IAM TagRole, UntagRole, ListRoleTags.
import type { Action } from '../../action/action.ts';
import { tagActions } from '../tagging.ts';
import { getRole, readRoleName, roleArn, roleId } from './role.ts';

export const roleTagActions: readonly Action[] = tagActions({
  noun: 'Role',
  kind: 'role',
  readName: readRoleName,
  get: getRole,
  idOf: ({ name }) => roleId(name),
  arnOf: (name, deps) => roleArn({ path: '/', name }, deps),
});
