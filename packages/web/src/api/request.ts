// The one door to the server: JSON over fetch with the session cookie, the CSRF token and versions of what is edited.
import { paths } from '../paths.ts';
import { ApiError, type ApiErrorParts } from './api-error.ts';

type QueryValue = string | number | boolean | undefined;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type RequestOptions = {
  readonly path: string;
  /** GET unless given. */
  readonly method?: Method;
  /** Absent values are left out, a list repeats nothing: it is joined by commas. */
  readonly query?: Readonly<Record<string, QueryValue | readonly string[]>>;
  readonly body?: unknown;
  /** Sent as If-Match: the change is refused with 412 if somebody else was faster. */
  readonly etag?: string;
  readonly signal?: AbortSignal;
};

/** `body` is undefined for 204. Its type is the caller's claim; parse it with the endpoint's schema. */
type Answer<T> = { readonly body: T; readonly etag: string | undefined };
export type Request = <T = unknown>(options: RequestOptions) => Promise<Answer<T>>;

export type RequestDeps = {
  /** From the session; undefined before it is known, when only reading works. */
  csrfToken(): string | undefined;
  fetch: typeof fetch;
  /** Leaves the application, for signing in again. */
  leaveTo(address: string): void;
  /** Path and query of the page, to come back to. */
  here(): string;
};

/** Rejects with ApiError only, an aborted call apart. */
export function createRequest(deps: RequestDeps): Request {
  return async <T>(options: RequestOptions): Promise<Answer<T>> => {
    const response = await send(deps, options);
    if (response.status === 401) deps.leaveTo(paths.login(deps.here()));
    const body = await readJson(response);
    if (!response.ok) throw refusalOf(response, body);
    return { body: body as T, etag: response.headers.get('etag') ?? undefined };
  };
}

async function send(deps: RequestDeps, options: RequestOptions): Promise<Response> {
  const { method = 'GET', body, etag, signal } = options;
  const token = deps.csrfToken();
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token !== undefined && method !== 'GET') headers['x-csrf-token'] = token;
  if (etag !== undefined) headers['if-match'] = etag;
  try {
    return await deps.fetch(addressOf(options), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ApiError(
      {
        status: 0,
        code: 'web.unreachable',
        what: 'Keyshift did not answer',
        why: 'the server cannot be reached from this browser',
        fix: 'check the connection and try again; nothing was changed',
      },
      { cause },
    );
  }
}

function addressOf({ path, query = {} }: RequestOptions): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== '') parameters.set(name, String(text));
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf(response: Response, body: unknown): ApiError {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Partial<ApiErrorParts>;
  const requestId = told.requestId ?? response.headers.get('x-request-id') ?? undefined;
  const etag = response.headers.get('etag') ?? undefined;
  return new ApiError({
    status: response.status,
    code: told.code ?? 'web.unexpected',
    what: told.what ?? 'Keyshift gave an answer that this page does not understand',
    why: told.why ?? `the status was ${response.status}`,
    fix: told.fix ?? 'try again; if it stays, give the request id to your administrator',
    ...(told.details === undefined ? {} : { details: told.details }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(etag === undefined ? {} : { etag }),
  });
}
