// The options that the rollout commands share.
import type { CommandSpec } from './command.ts';

export const ROLLOUT_OPTIONS: CommandSpec['options'] = [
  { flags: '--file <file>', description: 'the description (default keyshift.yaml)' },
  { flags: '--target <target>', description: 'rehearsal (default)' },
  { flags: '--json', description: 'print one JSON event a line' },
];
