import { describe, expect, it, vi } from 'vitest';
import { paths } from '../paths.ts';
import { ApiError, findingsOf, wordsOf } from './api-error.ts';
import { createRequest } from './request.ts';

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

function doorTo(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn(async (_input: RequestInfo | URL, _init?: RequestInit) => answer());
  const leaveTo = vi.fn();
  const request = createRequest({ csrfToken: () => 'token', fetch, leaveTo, here: () => '/admin/users?q=a' });
  return { request, leaveTo, sent: () => ({ address: fetch.mock.calls[0]?.[0], ...fetch.mock.calls[0]?.[1] }) };
}
const refusalOf = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error('not refused');
  return error;
};

describe('request', () => {
  it('reads with the session and without a token, leaving absent parameters out', async () => {
    const { request, sent } = doorTo(() => json({ items: [] }, { headers: { etag: '"3"' } }));
    const answer = await request({
      path: '/api/v1/users',
      query: { q: 'a b', state: undefined, limit: 25, ids: ['x', 'y'] },
    });
    expect(answer).toEqual({ body: { items: [] }, etag: '"3"' });
    expect(sent()).toMatchObject({
      address: '/api/v1/users?q=a+b&limit=25&ids=x%2Cy',
      method: 'GET',
      credentials: 'same-origin',
    });
    expect(sent().headers).toEqual({ accept: 'application/json' });
  });

  it('changes with token, version and JSON', async () => {
    const { request, sent } = doorTo(() => new Response(null, { status: 204 }));
    expect((await request({ method: 'PATCH', path: '/x', body: { a: 1 }, etag: '"3"' })).body).toBeUndefined();
    expect(sent().body).toBe('{"a":1}');
    expect(sent().headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-csrf-token': 'token',
      'if-match': '"3"',
    });
  });

  it('tells a refusal in the words of the server', async () => {
    const findings = [{ where: 'name', why: 'w', fix: 'f' }, { where: 1 }];
    const body = {
      code: 'directory.taken',
      what: 'not saved',
      why: 'taken',
      fix: 'rename',
      details: { findings },
      requestId: 'r1',
    };
    const error = await refusalOf(
      doorTo(() => json(body, { status: 412, headers: { etag: '"4"' } })).request({ path: '/x' }),
    );
    expect(error).toMatchObject({
      status: 412,
      code: 'directory.taken',
      what: 'not saved',
      requestId: 'r1',
      etag: '"4"',
    });
    expect(findingsOf(error)).toEqual([{ where: 'name', why: 'w', fix: 'f' }]);
    expect(wordsOf(error)).toEqual({ what: 'Not saved', detail: 'Taken – rename', requestId: 'r1' });
  });

  it('has words for an answer that is not ours', async () => {
    const page = () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'x-request-id': 'r2' } });
    expect(await refusalOf(doorTo(page).request({ path: '/x' }))).toMatchObject({
      code: 'web.unexpected',
      requestId: 'r2',
    });
  });

  it('leaves for the sign-in when the session is over, and comes back after', async () => {
    const { request, leaveTo } = doorTo(() => json({}, { status: 401 }));
    await refusalOf(request({ path: '/x' }));
    expect(leaveTo).toHaveBeenCalledWith('/login?next=%2Fadmin%2Fusers%3Fq%3Da');
  });

  it('has words for no answer, and passes on that it was aborted', async () => {
    const { request } = doorTo(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await refusalOf(request({ path: '/x' }))).toMatchObject({ status: 0, code: 'web.unreachable' });
    const aborted = request({ path: '/x', signal: AbortSignal.abort() });
    await expect(aborted).rejects.toBeInstanceOf(TypeError);
  });
});

it('paths escape what they are given', () => {
  expect(paths.user('a/b?c', 'groups')).toBe('/admin/users/a%2Fb%3Fc/groups');
  expect(paths.settings()).toBe('/admin/settings');
  expect(paths.login('/admin?x=1')).toBe('/login?next=%2Fadmin%3Fx%3D1');
});
