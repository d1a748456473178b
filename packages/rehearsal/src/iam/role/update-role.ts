// IAM UpdateRole: description and longest session; what is not given stays.
import { type Action, defineAction } from '../../action/action.ts';
import { DESCRIPTION } from '../names.ts';
import { changeRole, needsOfRole, readRoleName, SESSION_DURATION } from './role.ts';

export const updateRole: Action = defineAction({
  name: 'UpdateRole',
  decode: (input) => ({
    name: readRoleName(input),
    description: input.findText('Description', DESCRIPTION),
    maxSessionDuration: input.findInteger('MaxSessionDuration', SESSION_DURATION),
  }),
  needs: ({ name }, deps) => needsOfRole(name, deps),
  async handle(deps, _call, { name, description, maxSessionDuration }) {
    await changeRole(deps, name, (role) => ({
      ...role,
      ...(description === undefined ? {} : { description }),
      maxSessionDuration: maxSessionDuration ?? role.maxSessionDuration,
    }));
    return {};
  },
});
