// The admin API as functions: one call for every route of the table, typed by it.
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { AppError } from '@keyshift/base';
import {
  apiError,
  type BodyOf,
  buildTarget,
  type Endpoint,
  type EndpointName,
  type Endpoints,
  endpoints,
  type OutputOf,
  type ParamsOf,
  type QueryOf,
} from '@keyshift/web-api';
import type { Settings } from '../config.ts';
import { findJson } from '../data/find-json.ts';
import { dataFolder } from '../data/folder.ts';
import { cliErrors } from '../errors.ts';
import { getInfo } from '../info.ts';

type ApiTarget = {
  /** Scheme, host and port. */
  readonly web: string;
  readonly key: string;
  /** Authority that signed the server's certificate; the system's own unless told. */
  readonly caPem: string | undefined;
};
type CallInput<E extends Endpoint> = {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  /** Of the object that is changed. */
  readonly version?: number;
};
export type Api = <Name extends EndpointName>(
  name: Name,
  input?: CallInput<Endpoints[Name]>,
) => Promise<OutputOf<Endpoints[Name]>>;

type Answer = { readonly status: number; readonly body: string };

function send(target: ApiTarget, endpoint: Endpoint, input: CallInput<Endpoint>): Promise<Answer> {
  const path = buildTarget(endpoint, { params: input.params ?? {}, query: input.query ?? {} });
  const isBodyless = endpoint.method === 'GET' || endpoint.method === 'DELETE';
  const payload = isBodyless ? undefined : JSON.stringify(input.body ?? {});
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${target.key}`,
    ...(payload !== undefined && { 'content-type': 'application/json' }),
    ...(input.version !== undefined && { 'if-match': `"${input.version}"` }),
  };
  return new Promise((resolve, reject) => {
    const trust = target.caPem === undefined ? {} : { ca: target.caPem };
    const outgoing = request(new URL(path, target.web), { method: endpoint.method, headers, ...trust }, (incoming) => {
      text(incoming).then((body) => resolve({ status: incoming.statusCode ?? 0, body }), reject);
    });
    outgoing.on('error', (cause) => reject(cliErrors.apiUnreachable({ web: target.web, reason: cause.message })));
    outgoing.end(payload);
  });
}

function readRefusal({ status, body }: Answer): AppError {
  const refusal = apiError.safeParse(parseJson(body));
  if (!refusal.success) return cliErrors.apiUnreadable({ status });
  const { code, what, why, fix, details } = refusal.data;
  return new AppError({ code, what, why, fix, ...(details && { details }) });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Throws what the API refuses with, in its words and with its code; `cli.api_unreachable`, `cli.api_unreadable`. */
export function createApi(target: ApiTarget): Api {
  return async (name, input = {}) => {
    const endpoint: Endpoint = endpoints[name];
    const answer = await send(target, endpoint, input as CallInput<Endpoint>);
    if (answer.status >= 400) throw readRefusal(answer);
    const isJson = endpoint.file === undefined || endpoint.file === 'application/json';
    return (isJson ? parseJson(answer.body) : answer.body) as OutputOf<Endpoints[typeof name]>;
  };
}

/** A key and address from the environment, or those of the Keyshift that runs on the data directory. */
export async function openApi(settings: Settings): Promise<Api> {
  const { apiKey, apiUrl, caFile } = settings;
  if (apiKey !== undefined && apiUrl !== undefined) {
    const caPem = caFile === undefined ? undefined : await readFile(caFile, 'utf8');
    return createApi({ web: apiUrl, key: apiKey.reveal(), caPem });
  }
  const info = await getInfo(settings.data);
  const stored = await findJson<{ key: string }>(dataFolder(settings.data).apiKey);
  const key = apiKey?.reveal() ?? stored?.key;
  if (key === undefined) throw cliErrors.notRunning({ directory: settings.data });
  return createApi({ web: info.web, key, caPem: await readFile(info.caFile, 'utf8') });
}
