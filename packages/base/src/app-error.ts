// The one error that may leave a process: a stable code and three sentences a person can act on.

export type ErrorText = {
  /** What failed, as a short clause without a full stop. */
  readonly what: string;
  /** Why it failed. */
  readonly why: string;
  /** What the reader can do about it. */
  readonly fix: string;
};

export type AppErrorInput<Code extends string> = ErrorText & {
  /** Stable, `package.snake_case`; scripts and documentation rely on it. */
  readonly code: Code;
  /** Values for programs (never secrets). */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

/**
 * An expected refusal or failure. Anything that is not an AppError is a defect of ours and is shown as a generic line.
 * `message` reads *what – why – what to do*.
 */
export class AppError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(input: AppErrorInput<Code>) {
    super(
      `${input.what} – ${input.why} – ${input.fix}`,
      input.cause === undefined ? undefined : { cause: input.cause },
    );
    this.name = 'AppError';
    this.code = input.code;
    this.what = input.what;
    this.why = input.why;
    this.fix = input.fix;
    this.details = input.details ?? {};
  }
}

/** True for an expected failure; with `code`, for that failure only. */
export function isAppError(value: unknown, code?: string): value is AppError {
  return value instanceof AppError && (code === undefined || value.code === code);
}
