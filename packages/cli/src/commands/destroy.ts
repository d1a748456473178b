// `keyshift destroy`: remove exactly what `apply` made at AWS and in the cluster; the directory stays.

import type { CommandSpec } from './command.ts';
import { ROLLOUT_OPTIONS } from './rollout-options.ts';

export const destroyCommand: CommandSpec = {
  name: 'destroy',
  summary: 'remove exactly what apply made, the cluster and its data included; people and groups stay',
  example: 'npx keyshift destroy --target rehearsal --file keyshift.yaml',
  options: ROLLOUT_OPTIONS,
  async run(deps, options) {
    const { destroyRollout } = await import('@keyshift/rollout');
    const { runRollout } = await import('../rollout/running.ts');
    await runRollout(deps, options, destroyRollout);
  },
};
