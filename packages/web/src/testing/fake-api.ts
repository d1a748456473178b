// A server for component tests: answers by the names of the route table, and keeps what it was asked.
import { type EndpointName, endpoints } from '@keyshift/web-api';
import { ApiError } from '../api/api-error.ts';
import type { Result } from '../api/endpoints.ts';
import type { Request } from '../api/request.ts';

type RequestOptions = Parameters<Request>[0];
export type FakeCall = {
  readonly name: EndpointName;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  // What the page sent, checked by the endpoint's schema.
  readonly body: unknown;
  readonly etag: string | undefined;
};
export type FakeAnswers = { readonly [N in EndpointName]?: (call: FakeCall) => Result<N> };
export type FakeApi = {
  readonly request: Request;
  readonly calls: readonly FakeCall[];
  /** The bodies sent to one route. */
  readonly sent: (name: EndpointName) => unknown[];
};

export const ADMIN_SESSION: Result<'getSession'> = {
  person: { id: 'per_1', username: 'ada', displayName: 'Ada Lovelace', email: 'ada@example.com' },
  role: 'admin',
  csrfToken: 'token',
  expiresAt: '2026-11-27T00:00:00Z',
  isFresh: true,
  organisation: 'Example',
  supportContact: null,
  environment: { label: 'Local AWS', isRehearsal: true, hasAwsConsole: true },
};

/** Signed in as an administrator unless `getSession` says otherwise. A route without an answer is 404. */
export function fakeApi(answers: FakeAnswers): FakeApi {
  const calls: FakeCall[] = [];
  const all: FakeAnswers = { getSession: () => ADMIN_SESSION, ...answers };
  const request = async (options: RequestOptions) => {
    const call = callOf(options);
    calls.push(call);
    const answer = all[call.name];
    if (answer === undefined) throw refusal(404, { code: 'test.none', what: `No answer for ${call.name}` });
    return { body: answer(call) as never, etag: undefined };
  };
  return { request, calls, sent: (name) => calls.filter((call) => call.name === name).map(({ body }) => body) };
}

export function refusal(status: number, told: { code: string; what: string; findings?: readonly object[] }): ApiError {
  const { code, what, findings } = told;
  return new ApiError({
    status,
    code,
    what,
    why: 'the test says so',
    fix: 'nothing',
    ...(findings === undefined ? {} : { details: { findings } }),
  });
}

function callOf({ path, method = 'GET', body, etag }: RequestOptions): FakeCall {
  const url = new URL(path, 'http://test.invalid');
  const fitting = (Object.keys(endpoints) as EndpointName[])
    .filter((name) => endpoints[name].method === method)
    .flatMap((name) => {
      const match = patternOf(endpoints[name].path).exec(url.pathname);
      return match === null ? [] : [{ name, params: match.groups ?? {} }];
    })
    // A path without parameters wins over one that fits by them.
    .sort((one, other) => Object.keys(one.params).length - Object.keys(other.params).length)[0];
  if (fitting === undefined) throw new Error(`no route for ${method} ${path}`);
  const endpoint = endpoints[fitting.name];
  const query = Object.fromEntries(url.searchParams);
  endpoint.query.parse(query);
  return { ...fitting, query, body: body === undefined ? undefined : endpoint.body.parse(body), etag };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}
