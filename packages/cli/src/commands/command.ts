// The shape of every command: its words for --help, and a function of what it works with.
import type { Now, RandomBytes } from '@keyshift/base';
import type { Settings } from '../config.ts';
import type { Terminal } from '../terminal.ts';

export type CommandDeps = {
  readonly settings: Settings;
  readonly terminal: Terminal;
  /** A program to open instead of the system's browser. */
  readonly browser: string | undefined;
  readonly now: Now;
  readonly random: RandomBytes;
};

export type CommandOptions = Readonly<Record<string, unknown>>;

export type CommandSpec = {
  /** One word, or a noun and a verb: `user list`. */
  readonly name: string;
  /** Positional arguments as commander writes them: `<user>`, `<users...>`. */
  readonly arguments?: readonly string[];
  readonly summary: string;
  readonly example: string;
  readonly options: readonly {
    readonly flags: string;
    readonly description: string;
    readonly choices?: readonly string[];
  }[];
  run(
    deps: CommandDeps,
    options: CommandOptions,
    args?: readonly (string | readonly string[] | undefined)[],
  ): Promise<void>;
};

/** An option's text, if it was given. */
export function findText(options: CommandOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
