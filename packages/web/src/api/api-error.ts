// What went wrong with a call, in words for a person: the server's own, or ours when it did not answer.

/** One place of the input that the server did not accept. `where` is a field's path, such as `attributes.0.name`. */
export type ServerFinding = { readonly where: string; readonly why: string; readonly fix: string };

export type ApiErrorParts = {
  /** 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
  /** Of the newer version, when the answer is 412. */
  readonly etag?: string;
};

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  readonly etag: string | undefined;

  constructor(parts: ApiErrorParts, options?: ErrorOptions) {
    super(`${parts.what} – ${parts.why} – ${parts.fix}`, options);
    this.status = parts.status;
    this.code = parts.code;
    this.what = parts.what;
    this.why = parts.why;
    this.fix = parts.fix;
    this.details = parts.details ?? {};
    this.requestId = parts.requestId;
    this.etag = parts.etag;
  }
}

/** `details.findings`, as far as they have the right shape. */
export function findingsOf(error: unknown): ServerFinding[] {
  if (!(error instanceof ApiError) || !Array.isArray(error.details['findings'])) return [];
  return error.details['findings'].filter(isFinding);
}

function isFinding(value: unknown): value is ServerFinding {
  if (typeof value !== 'object' || value === null) return false;
  const finding = value as Record<string, unknown>;
  return ['where', 'why', 'fix'].every((key) => typeof finding[key] === 'string');
}

/** Words for anything thrown: what happened, and what to do. */
export function wordsOf(error: unknown): { what: string; detail: string; requestId?: string } {
  if (error instanceof ApiError) {
    const detail = [error.why, error.fix].filter((text) => text !== '').join(' – ');
    return {
      what: capitalize(error.what),
      detail: capitalize(detail),
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    };
  }
  return { what: 'Something went wrong in this page', detail: 'Load the page again; what you saved is safe.' };
}

/** Errors are written to follow a colon; a banner begins with them. */
function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
