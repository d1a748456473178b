// The browser's part of a sign-in without a browser: cookies, the login form, the page that posts the assertion.
import { readFileSync } from 'node:fs';
import type { Info } from '@keyshift/cli';
import { formToken } from '@keyshift/http';
import { Agent, request } from 'undici';
import type { Login } from './browser/sign-in.ts';

export type Page = { readonly status: number; readonly text: string; readonly location: string | undefined };

/** A visitor with a cookie jar who trusts the local authority. */
export type Visitor = {
  readonly cookies: ReadonlyMap<string, string>;
  get(path: string): Promise<Page>;
  post(path: string, fields: Record<string, string>): Promise<Page>;
  /** Calls the API as the portals' pages do. */
  api<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<T>;
  /** Follows redirects from a page. */
  follow(page: Page): Promise<Page>;
};

export function newVisitor({ web, caFile }: Pick<Info, 'web' | 'caFile'>): Visitor {
  const cookies = new Map<string, string>();
  const dispatcher = new Agent({ connect: { ca: readFileSync(caFile) } });
  type Sent = { method: 'GET' | 'POST' | 'PATCH'; body?: string; headers?: Record<string, string> };
  const send = async (path: string, { headers, ...init }: Sent): Promise<Page> => {
    const response = await request(new URL(path, web), {
      dispatcher,
      ...init,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.method === 'GET' ? {} : { origin: web, 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
    });
    for (const cookie of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const { location } = response.headers;
    return {
      status: response.statusCode,
      text: await response.body.text(),
      location: typeof location === 'string' ? location : undefined,
    };
  };
  const visitor: Visitor = {
    cookies,
    get: (path) => send(path, { method: 'GET' }),
    post: (path, fields) => send(path, { method: 'POST', body: new URLSearchParams(fields).toString() }),
    async api<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<T> {
      const page = await send(`/api/v1${path}`, {
        method,
        headers: {
          accept: 'application/json',
          'x-csrf-token': formToken(cookies.get('__Host-keyshift') ?? ''),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (page.status >= 300) throw new Error(`${method} ${path}: ${page.status} ${page.text}`);
      const answer: T = JSON.parse(page.text);
      return answer;
    },
    async follow(page) {
      return page.location === undefined ? page : visitor.follow(await visitor.get(page.location));
    },
  };
  return visitor;
}

/** The hidden fields of the page's form. */
export function hiddenFields({ text }: Page): Record<string, string> {
  const inputs = [...text.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => input);
  const attribute = (input: string, name: string) =>
    unescapeHtml(new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? '');
  return Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]));
}

/** Signs in on the login page that `page` is, and gives the page it leads to. */
export async function signInOn(visitor: Visitor, page: Page, { username, password }: Login): Promise<Page> {
  return visitor.follow(await visitor.post('/login', { ...hiddenFields(page), username, password }));
}

/** A fresh SAMLResponse (base64) of the person, as a browser would post it. */
export async function obtainAssertion(info: Info, login: Login): Promise<string> {
  const visitor = newVisitor(info);
  const loginPage = await visitor.follow(await visitor.get(info.applications[0]?.loginUrl ?? ''));
  const posting = await signInOn(visitor, loginPage, login);
  const assertion = hiddenFields(posting)['SAMLResponse'];
  if (assertion === undefined)
    throw new Error(`no assertion on the page: ${posting.status} ${posting.text.slice(0, 2000)}`);
  return assertion;
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
