// The command line: one table of commands, one way to fail.
import { randomBytes } from 'node:crypto';
import { Command, CommanderError, Option } from 'commander';
import { ADMIN_COMMANDS } from './commands/admin-commands.ts';
import { applyCommand } from './commands/apply.ts';
import type { CommandDeps, CommandOptions, CommandSpec } from './commands/command.ts';
import { destroyCommand } from './commands/destroy.ts';
import { envCommand } from './commands/env.ts';
import { infoCommand } from './commands/info.ts';
import { loginCommand } from './commands/login.ts';
import { logoutCommand } from './commands/logout.ts';
import { sqlCommand } from './commands/sql.ts';
import { upCommand } from './commands/up.ts';
import { whoamiCommand } from './commands/whoami.ts';
import { parseSettings, readEnvironment } from './config.ts';
import { describeFailure, EXIT, processTerminal } from './terminal.ts';

const COMMANDS: readonly CommandSpec[] = [
  upCommand,
  infoCommand,
  envCommand,
  loginCommand,
  logoutCommand,
  whoamiCommand,
  sqlCommand,
  applyCommand,
  destroyCommand,
  ...ADMIN_COMMANDS,
];
const NOUNS: Readonly<Record<string, string>> = {
  user: 'people of the directory',
  group: 'groups of the directory',
  app: 'SSO applications',
  key: 'API keys',
  audit: 'the audit log',
};

/** Runs one command line; sets `process.exitCode` and never throws. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      return;
    }
    const { line, status, event } = describeFailure(error, args.includes('--debug'));
    // A script that reads JSON gets the failure as JSON too, as the last event.
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify(event)}\n`);
    process.stderr.write(`${line}\n`);
    process.exitCode = status;
  }
}

function createProgram(): Command {
  const program = new Command('keyshift')
    .description('From a directory group to a SELECT as yourself in Amazon Redshift')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'keyshift: ')) });
  for (const [noun, summary] of Object.entries(NOUNS)) {
    program.addCommand(new Command(noun).description(summary).exitOverride().showSuggestionAfterError());
  }
  for (const spec of COMMANDS) {
    const [word = '', verb] = spec.name.split(' ');
    const parent = verb === undefined ? program : program.commands.find((one) => one.name() === word);
    parent?.addCommand(createCommand(spec, verb ?? word));
  }
  return program;
}

function createCommand(spec: CommandSpec, name: string): Command {
  const command = new Command(name)
    .description(spec.summary)
    .exitOverride()
    .option('--data <directory>', 'the data directory (default ./.keyshift, or KEYSHIFT_DATA)')
    .option('--debug', 'show the stack of an unexpected failure')
    .addHelpText('after', `\nExample:\n  ${spec.example}`)
    .action((...given: unknown[]) => {
      // commander calls with the arguments, then the options, then the command itself.
      const options = given.at(-2) as CommandOptions;
      return spec.run(createDeps(options), options, given.slice(0, -2) as string[]);
    });
  for (const argument of spec.arguments ?? []) command.argument(argument);
  for (const { flags, description, choices } of spec.options) {
    const option = new Option(flags, description);
    command.addOption(choices === undefined ? option : option.choices(choices));
  }
  return command;
}

function createDeps(options: CommandOptions): CommandDeps {
  const { keyshift, browser } = readEnvironment();
  return {
    settings: parseSettings(options, keyshift),
    terminal: processTerminal(),
    browser,
    now: () => new Date(),
    random: randomBytes,
  };
}
