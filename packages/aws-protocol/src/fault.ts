// An answer that refuses, in AWS's own words: code, HTTP status and message as AWS sends them.

export type AwsFaultInput = {
  /** The code on the wire: `NoSuchEntity`, `AccessDenied`. */
  readonly code: string;
  readonly status: number;
  /** The sentence that AWS sends. It goes to the caller: no secrets. */
  readonly message: string;
  /** Which rule refused, for our own log where AWS's sentence hides it: `sts.role_not_in_assertion`. */
  readonly rule?: string;
  readonly cause?: unknown;
};

/** Thrown by actions; the edge turns it into the error envelope of the service's protocol. */
export class AwsFault extends Error {
  readonly code: string;
  readonly status: number;
  readonly rule: string;

  constructor(input: AwsFaultInput) {
    super(input.message, input.cause === undefined ? undefined : { cause: input.cause });
    this.name = 'AwsFault';
    this.code = input.code;
    this.status = input.status;
    this.rule = input.rule ?? input.code;
  }
}
