// How one sign-in went: it is kept in its audit entry, so that the record and the explanation are one write.

export type TraceStep = {
  /** Stable name of the check, such as `request valid`. */
  readonly name: string;
  /** In a person's words: what is looked at. */
  readonly title: string;
  readonly outcome: 'passed' | 'refused' | 'skipped';
  readonly milliseconds: number;
  /** What it found: small values, never a secret. */
  readonly facts: Readonly<Record<string, unknown>>;
};
export type TraceKind = 'login' | 'sso' | 'logout';
export type TraceOutcome = 'succeeded' | 'refused';
export type Trace = {
  readonly id: string;
  readonly kind: TraceKind;
  readonly flow: 'sp' | 'idp' | null;
  readonly personId: string | null;
  /** As it was typed, if nobody has that name. */
  readonly username: string;
  readonly applicationId: string | null;
  readonly applicationLabel: string | null;
  readonly outcome: TraceOutcome;
  /** Refusal code. */
  readonly code: string | null;
  readonly address: string;
  readonly userAgent: string;
  readonly milliseconds: number;
  readonly steps: readonly TraceStep[];
  readonly refusal: { readonly what: string; readonly why: string; readonly fix: string } | null;
};
export type TraceRecord = Trace & { readonly at: Date; readonly sequence: number };

/** Longest texts that come from outside; the rest is cut off. */
export const TRACE_LIMITS = { username: 64, userAgent: 400, address: 64 } as const;
