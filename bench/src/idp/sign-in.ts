// Forms as our own pages send them before anybody is signed in, and signing in with a password by one.
import { formToken } from '@keyshift/http';
import { Pool } from 'undici';
import type { Load } from './load-process.ts';
import type { Target } from './place.ts';

const VISIT = 'v'.repeat(43);

export function formRequest(path: string, fields: Record<string, string>): Load['requests'][number] {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    cookie: `__Host-keyshift-visit=${VISIT}`,
  };
  const body = new URLSearchParams({ ...fields, csrf: formToken(VISIT) }).toString();
  return { method: 'POST', path, headers, body };
}

export function loginRequest(username: string, password: string): Load['requests'][number] {
  return formRequest('/login', { username, password });
}

/** The cookie of a new live session. */
export async function signIn(target: Target, username: string, password: string): Promise<string> {
  const pool = new Pool(target.url, { connect: { ca: target.caPem } });
  const { body, ...request } = loginRequest(username, password);
  const answer = await pool.request({ ...request, ...(body !== undefined && { body }) });
  await answer.body.dump();
  await pool.close();
  const lines = [answer.headers['set-cookie'] ?? []].flat();
  const cookie = lines.find((line) => line.startsWith('__Host-keyshift='))?.split(';')[0];
  if (cookie === undefined) throw new Error(`the sign-in of ${username} was refused with ${answer.statusCode}`);
  return cookie;
}
