// What an administrator does to bring a service provider in, through the admin API with the key of the data directory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import type { Keyshift } from '../keyshift.ts';

export type Settings = Readonly<Record<string, unknown>>;
export type Review = {
  readonly entityId: string;
  readonly changes: readonly { field: string; to: unknown; patch: Settings; recommended: boolean }[];
};

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT';
export type AdminApi = {
  call<T>(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
  /** Any address of the server, without the key unless told. */
  text(path: string, o?: { withKey: boolean }): Promise<string>;
};

/** `key`: another one than that of the data directory. */
export function openAdminApi({ data, info }: Keyshift, o: { key?: string } = {}): AdminApi {
  const dispatcher = new Agent({ connect: { ca: readFileSync(info.caFile) } });
  const stored: { key: string } = JSON.parse(readFileSync(join(data, 'api-key.json'), 'utf8'));
  const authorization = `Bearer ${o.key ?? stored.key}`;
  return {
    async call<T>(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
      const response = await request(new URL(`/api/v1${path}`, info.web), {
        dispatcher,
        method,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.body.text();
      if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
      const answer: T = JSON.parse(text);
      return answer;
    },
    async text(path, { withKey } = { withKey: false }) {
      const response = await request(new URL(path, info.web), {
        dispatcher,
        headers: withKey ? { authorization } : {},
      });
      return response.body.text();
    },
  };
}

/** A group with the people named, which may use the application. */
export async function grantGroup(
  api: AdminApi,
  o: { applicationId: string; group: string; usernames: readonly string[] },
): Promise<void> {
  const { items } = await api.call<{ items: { id: string; username: string }[] }>('GET', '/people');
  const personIds = items.filter((one) => o.usernames.includes(one.username)).map((one) => one.id);
  const { id: groupId } = await api.call<{ id: string }>('POST', '/groups', {
    name: o.group,
    description: '',
    personIds,
  });
  await api.call('PUT', `/applications/${o.applicationId}/groups`, { grant: [{ groupId }] });
}

export async function changeApplication(api: AdminApi, id: string, change: Settings): Promise<void> {
  const { version } = await api.call<{ version: number }>('GET', `/applications/${id}`);
  await api.call('PATCH', `/applications/${id}`, change, { 'if-match': `"${version}"` });
}

/** Reads the metadata and takes what the review recommends, except the fields named. */
export async function importMetadata(
  api: AdminApi,
  o: { applicationId: string; xml: string; except?: readonly string[] },
): Promise<Review> {
  const path = `/applications/${o.applicationId}/sp-metadata`;
  const review = await api.call<Review>('POST', path, { xml: o.xml });
  for (const { field, patch, recommended } of review.changes) {
    if (recommended && o.except?.includes(field) !== true) await changeApplication(api, o.applicationId, patch);
  }
  return review;
}
