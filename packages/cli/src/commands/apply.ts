// `keyshift apply`: make what keyshift.yaml describes; a second run changes nothing.

import type { CommandSpec } from './command.ts';
import { ROLLOUT_OPTIONS } from './rollout-options.ts';

export const applyCommand: CommandSpec = {
  name: 'apply',
  summary: 'make what keyshift.yaml describes; running it again changes nothing',
  example: 'npx keyshift apply --target rehearsal --file keyshift.yaml',
  options: ROLLOUT_OPTIONS,
  async run(deps, options) {
    const { applyRollout } = await import('@keyshift/rollout');
    const { runRollout } = await import('../rollout/running.ts');
    await runRollout(deps, options, applyRollout);
  },
};
