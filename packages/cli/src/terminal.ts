// Rules of the terminal: data goes to stdout, progress and errors to stderr; an error is one sentence, without a stack.
import { inspect } from 'node:util';
import { isAppError } from '@keyshift/base';

export type Terminal = {
  readonly out: (line: string) => void;
  readonly progress: (line: string) => void;
  readonly isInteractive: boolean;
};

export function processTerminal(): Terminal {
  // A reader that has seen enough, such as `head`, is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.ok);
  });
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    progress: (line) => process.stderr.write(`${line}\n`),
    isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  };
}

/** Exit statuses of the contract. */
export const EXIT: Readonly<Record<'ok' | 'failed' | 'usage' | 'signInFailed' | 'assertionsForged', number>> = {
  ok: 0,
  failed: 1,
  usage: 2,
  signInFailed: 3,
  assertionsForged: 4,
};

const SIGN_IN_FAILURES = /^(client\.(?!sql$)|cli\.not_signed_in$)/;

export type Failure = {
  readonly line: string;
  readonly status: number;
  /** The same for `--json`. */
  readonly event: { readonly event: 'error'; readonly code: string; readonly message: string };
};

/** How to tell a failure and the status to exit with. A defect of ours shows its stack only with `debug`. */
export function describeFailure(error: unknown, debug: boolean): Failure {
  if (isAppError(error)) {
    const { code, message } = error;
    return { line: `keyshift: ${message}`, status: statusOf(code), event: { event: 'error', code, message } };
  }
  const reason = error instanceof Error ? error.message : String(error);
  const told = `something unexpected happened – ${reason} – run again with --debug and report what it prints`;
  const message = debug ? inspect(error) : told;
  return { line: `keyshift: ${message}`, status: EXIT.failed, event: { event: 'error', code: 'cli.defect', message } };
}

function statusOf(code: string): number {
  if (code === 'cli.settings_invalid' || code === 'cli.option_invalid') return EXIT.usage;
  if (code === 'cli.assertions_forged') return EXIT.assertionsForged;
  return SIGN_IN_FAILURES.test(code) ? EXIT.signInFailed : EXIT.failed;
}
