// One request on its way through the chain: what is known of it so far.
import type { IncomingMessage } from 'node:http';
import type { QueryParameters, SignatureFinding, SignedRequest, XmlFields } from '@keyshift/aws-protocol';
import type { Action, ActionDeps, PreparedAction, Service } from '../action/action.ts';
import type { Caller } from '../action/caller.ts';
import type { RootCredentials } from '../contract.ts';

/** What the chain needs of the rehearsal. */
export type ChainDeps = {
  readonly actions: ActionDeps;
  readonly services: readonly Service[];
  readonly root: RootCredentials;
};

/** Each step fills in its part; a step that needs a part which no earlier step made is a defect. */
export type Exchange = {
  readonly req: IncomingMessage;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly path: string;
  readonly query: string;
  body?: Uint8Array;
  signedRequest?: SignedRequest;
  signature?: SignatureFinding;
  parameters?: QueryParameters;
  service?: Service;
  action?: Action;
  caller?: Caller;
  prepared?: PreparedAction;
  result?: XmlFields | undefined;
};

export function partOf<Name extends keyof Exchange>(exchange: Exchange, name: Name): NonNullable<Exchange[Name]> {
  const part = exchange[name];
  if (part === undefined || part === null) throw new TypeError(`the request chain has no ${name} yet`);
  return part;
}

export function signedRequestOf(exchange: Exchange): SignedRequest {
  exchange.signedRequest ??= readSignedRequest(exchange);
  return exchange.signedRequest;
}

function readSignedRequest(exchange: Exchange): SignedRequest {
  const { rawHeaders, method = '' } = exchange.req;
  const headers = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
  return { method, path: exchange.path, query: exchange.query, headers, body: partOf(exchange, 'body') };
}
