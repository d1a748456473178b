// What a handler of an API route gets and gives, derived from the route table.
import type { Secret } from '@keyshift/base';
import type { Endpoint, EndpointName, Endpoints, OutputOf, ParamsOf } from '@keyshift/web-api';
import type { z } from 'zod';
import type { Site } from '../deps.ts';
import type { SessionClient } from '../session/session-rules.ts';
import type { Caller } from './caller.ts';

export type Call<E extends Endpoint> = {
  readonly site: Site;
  readonly caller: Caller;
  readonly params: ParamsOf<E>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
  /** Of `If-Match`, where the route needs it; 0 elsewhere. */
  readonly version: number;
  readonly client: SessionClient;
  /** What the browser holds since a sign-in before. */
  readonly device: Secret | undefined;
  /** Milliseconds since the request came in. */
  elapsed(): number;
  /** Gives the browser a new cookie for its session. */
  setSessionCookie(value: string): void;
};

/** Moments may be Dates; they leave as ISO 8601 text. Fields that the schema does not name are dropped. */
type Loose<T> = T extends string
  ? string | Date
  : T extends readonly (infer Item)[]
    ? readonly Loose<Item>[]
    : T extends object
      ? { readonly [Field in keyof T]: Loose<T[Field]> }
      : T;

export type FileAnswer = { readonly fileName: string; readonly content: string | Uint8Array | AsyncIterable<string> };
type Answer<E extends Endpoint> = E extends { readonly file: string } ? FileAnswer : Loose<OutputOf<E>>;

type Handler<Name extends EndpointName> = (call: Call<Endpoints[Name]>) => Promise<Answer<Endpoints[Name]>>;
export type HandlersOf<Names extends EndpointName> = { readonly [Name in Names]: Handler<Name> };
export type Handlers = HandlersOf<EndpointName>;
