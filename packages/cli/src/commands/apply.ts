// `keyshift apply`: make what keyshift.yaml describes; a second run changes nothing.
import { applyRollout } from '@keyshift/rollout';
import { ROLLOUT_OPTIONS, runRollout } from '../running-rollout.ts';
import type { CommandSpec } from './command.ts';

export const applyCommand: CommandSpec = {
  name: 'apply',
  summary: 'make what keyshift.yaml describes; running it again changes nothing',
  example: 'npx keyshift apply --target rehearsal --file keyshift.yaml',
  options: ROLLOUT_OPTIONS,
  run: (deps, options) => runRollout(deps, options, applyRollout),
};
