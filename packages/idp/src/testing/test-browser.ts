// A browser without scripts, for tests: checks the certificate, keeps cookies, follows nothing by itself.
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { formToken } from '@keyshift/http';
import { PASSWORD, type TestIdp } from './test-idp.ts';

export type Page = { status: number; headers: IncomingHttpHeaders; body: string; location: string | undefined };
export type Browser = {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Posts a form as our own page would (`origin` undefined: no Origin header). */
  post(path: string, fields: Record<string, string> | string, o?: { origin?: string | undefined }): Promise<Page>;
  /** Calls the API as our own page would, with the session's token. */
  api(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Page & { json: unknown }>;
  /** Sends a request as it is, with the cookies and nothing else. */
  send(
    method: string,
    path: string,
    o: { headers: Record<string, string>; body?: string; type?: string },
  ): Promise<Page>;
  /** What the session's pages send back; for an empty session if there is none. */
  csrfToken(): string;
  /** Sends a body as it is, with the session's token. */
  raw(method: string, path: string, o: { body: string; 'content-type': string }): Promise<Page>;
  /** Opens the sign-in page and fills it in. */
  signIn(username: string, o?: { password?: string; next?: string }): Promise<Page>;
  close(): void;
};

/** A value inside an answer of the API, as text: `at(json, 'items.0.id')`. */
export function at(json: unknown, path: string): string {
  let value: unknown = json;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return String(value);
}

export function hiddenField(body: string, name: string): string | undefined {
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];
  return found
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** `from`: the address it comes from, one of this machine's loopback addresses. */
export function openBrowser(t: Pick<TestIdp, 'idp' | 'caPem'>, o: { from?: string } = {}): Browser {
  const cookies = new Map<string, string>();
  const agent = new Agent({ ca: t.caPem, keepAlive: true, ...(o.from !== undefined && { localAddress: o.from }) });
  const own = t.idp.url;

  async function exchange(method: string, path: string, o: { headers: Record<string, string>; body?: string }) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(cookie !== '' && { cookie }), ...o.headers };
    const outgoing = request(new URL(path, own), { method, headers, agent, servername: 'localhost' });
    outgoing.end(o.body);
    const [answer] = await once(outgoing, 'response');
    for (const line of answer.headers['set-cookie'] ?? []) keepCookie(cookies, line);
    const { statusCode: status, headers: received } = answer;
    return { status, headers: received, body: await text(answer), location: received.location } as Page;
  }

  const browser: Browser = {
    cookies,
    get: (path, headers = {}) => exchange('GET', path, { headers }),
    post(path, fields, o = { origin: own }) {
      const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
      const origin = o.origin === undefined ? {} : { origin: o.origin };
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...origin };
      return exchange('POST', path, { headers, body });
    },
    send: (method, path, { type, headers, ...o }) =>
      exchange(method, path, { headers: { ...headers, ...(type !== undefined && { 'content-type': type }) }, ...o }),
    csrfToken: () => formToken(cookies.get('__Host-keyshift') ?? ''),
    async api(method, path, body, headers = {}) {
      const payload = body === undefined ? {} : { body: JSON.stringify(body) };
      const all = {
        accept: 'application/json',
        origin: own,
        'x-csrf-token': browser.csrfToken(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      };
      const page = await exchange(method, path, { headers: all, ...payload });
      const isJson = String(page.headers['content-type']).startsWith('application/json');
      return { ...page, json: isJson ? JSON.parse(page.body) : undefined };
    },
    raw(method, path, { body, ...headers }) {
      return exchange(method, path, {
        headers: { origin: own, 'x-csrf-token': browser.csrfToken(), ...headers },
        body,
      });
    },
    async signIn(username, o = {}) {
      const query = o.next === undefined ? '' : `?${new URLSearchParams({ next: o.next })}`;
      const page = await browser.get(`/login${query}`);
      const csrf = hiddenField(page.body, 'csrf') ?? '';
      const next = hiddenField(page.body, 'next') ?? '';
      return browser.post('/login', { username, password: o.password ?? PASSWORD, csrf, next });
    },
    close: () => agent.destroy(),
  };
  return browser;
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name = '', value = ''] = pair.split('=');
  const isGone = attributes.some((one) => /^(Max-Age=0|Expires=Thu, 01 Jan 1970)/.test(one));
  if (isGone) cookies.delete(name);
  else cookies.set(name, value);
}
