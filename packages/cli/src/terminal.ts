// Rules of the terminal: data goes to stdout, progress and errors to stderr; an error is one sentence, without a stack.
import { inspect } from 'node:util';
import { isAppError } from '@keyshift/base';

export type Terminal = {
  readonly out: (line: string) => void;
  readonly progress: (line: string) => void;
  readonly isInteractive: boolean;
};

export function processTerminal(): Terminal {
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    progress: (line) => process.stderr.write(`${line}\n`),
    isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  };
}

/** Exit statuses of the contract. */
export const EXIT: Readonly<Record<'ok' | 'failed' | 'usage' | 'signInFailed', number>> = {
  ok: 0,
  failed: 1,
  usage: 2,
  signInFailed: 3,
};

const SIGN_IN_FAILURES = /^(client\.(?!sql$)|cli\.not_signed_in$)/;

/** The line to print and the status to exit with. A defect of ours shows its stack only with `--debug`. */
export function describeFailure(error: unknown, debug: boolean): { line: string; status: number } {
  if (isAppError(error)) {
    const status = SIGN_IN_FAILURES.test(error.code) ? EXIT.signInFailed : EXIT.failed;
    return { line: `keyshift: ${error.message}`, status: error.code === 'cli.settings_invalid' ? EXIT.usage : status };
  }
  if (debug) return { line: `keyshift: ${inspect(error)}`, status: EXIT.failed };
  const reason = error instanceof Error ? error.message : String(error);
  const line = `keyshift: something unexpected happened – ${reason} – run again with --debug and report what it prints`;
  return { line, status: EXIT.failed };
}
