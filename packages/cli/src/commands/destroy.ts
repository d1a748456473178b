// `keyshift destroy`: remove exactly what `apply` made at AWS and in the cluster; the directory stays.
import { destroyRollout } from '@keyshift/rollout';
import { ROLLOUT_OPTIONS, runRollout } from '../running-rollout.ts';
import type { CommandSpec } from './command.ts';

export const destroyCommand: CommandSpec = {
  name: 'destroy',
  summary: 'remove exactly what apply made, the cluster and its data included; people and groups stay',
  example: 'npx keyshift destroy --target rehearsal --file keyshift.yaml',
  options: ROLLOUT_OPTIONS,
  run: (deps, options) => runRollout(deps, options, destroyRollout),
};
