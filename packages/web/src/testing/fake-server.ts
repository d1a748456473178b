// A server for tests of pages: answers by method and path, and remembers what was sent.
import { ApiError } from '../api/api-error.ts';
import type { Request } from '../api/request.ts';

type Sent = { readonly query: URLSearchParams; readonly body: unknown; readonly etag: string | undefined };
type Answers = Readonly<Record<string, unknown>>;

export const refusal = (parts: Partial<ConstructorParameters<typeof ApiError>[0]>): ApiError =>
  new ApiError({ status: 400, code: 'directory.invalid', what: 'nothing was saved', why: '', fix: '', ...parts });

export const session = (role: 'owner' | 'admin' | 'help_desk' | 'read_only' | null): unknown => ({
  person: { id: 'usr_me', username: 'root', displayName: 'Root Admin', email: 'root@example.com' },
  role,
  csrfToken: 't',
  expiresAt: '2030-01-01T00:00:00Z',
  isFresh: true,
  organisation: 'Example',
  supportContact: null,
  environment: { label: 'Local AWS', isRehearsal: true, hasAwsConsole: true },
});

export const pageOf = (items: readonly unknown[]): unknown => ({
  items,
  next: null,
  previous: null,
  total: items.length,
  totalIsCapped: false,
});

export type FakeServer = {
  readonly request: Request;
  /** What was sent to `POST /api/v1/people/bulk`, in order. */
  readonly sentTo: (route: string) => Sent[];
};

/**
 * `{ 'GET /api/v1/groups': pageOf([]) }`; a function is called with what was sent, and an Error is thrown. What has no
 * answer is refused, and says so.
 */
export function fakeServer(answers: Answers): FakeServer {
  const log: (Sent & { route: string })[] = [];
  const request: Request = async ({ path, method = 'GET', body, etag }) => {
    const url = new URL(path, 'http://test');
    const route = `${method} ${url.pathname}`;
    const sent = { query: url.searchParams, body, etag };
    log.push({ ...sent, route });
    if (!(route in answers)) throw refusal({ status: 404, what: `the test has no answer for ${route}` });
    const answer = answers[route];
    const value: unknown = typeof answer === 'function' ? answer(sent) : answer;
    if (value instanceof Error) throw value;
    return { body: structuredClone(value) as never, etag: undefined };
  };
  return { request, sentTo: (route) => log.filter((one) => one.route === route) };
}
