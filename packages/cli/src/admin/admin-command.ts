// The frame of a command over the admin API: it opens the API and prints JSON if asked.
import type { CommandDeps, CommandOptions, CommandSpec } from '../commands/command.ts';
import type { Terminal } from '../terminal.ts';
import { type Api, openApi } from './api-client.ts';

export type AdminRun = {
  readonly api: Api;
  readonly settings: CommandDeps['settings'];
  readonly terminal: Terminal;
  readonly options: CommandOptions;
  /** Positional arguments in their order; a variadic one comes as a list. */
  readonly args: readonly (string | readonly string[] | undefined)[];
};
type AdminCommand = Omit<CommandSpec, 'run' | 'options'> & {
  readonly options?: CommandSpec['options'];
  run(o: AdminRun): Promise<void>;
};

export function adminCommand(command: AdminCommand): CommandSpec {
  return {
    ...command,
    options: [...(command.options ?? []), { flags: '--json', description: 'print JSON' }],
    async run({ settings, terminal }: CommandDeps, options, args = []) {
      await command.run({ api: await openApi(settings), settings, terminal, options, args });
    },
  };
}

/** A positional argument that commander has made sure of. */
export function textArg({ args }: Pick<AdminRun, 'args'>, at: number): string {
  const value = args[at];
  return typeof value === 'string' ? value : '';
}

export function listArg({ args }: Pick<AdminRun, 'args'>, at: number): readonly string[] {
  const value = args[at];
  return Array.isArray(value) ? value : [];
}

/** The values of an option that may be given several times. */
export function listOption(options: CommandOptions, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}
