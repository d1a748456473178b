// What one route of the API is: where, who may, what goes in, what comes out.
import type { z } from 'zod';

/**
 * Who may call a route. `self`: whoever is signed in, for their own things. `read`: every administrator. `support`: help
 * desk and above. `manage`: admin and above. `own`: owners only.
 */
export type Permission = 'self' | 'read' | 'support' | 'manage' | 'own';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `etag`: the route needs `If-Match` with the version that was read, and answers 412 `directory.changed_meanwhile`. */
export type Endpoint<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  readonly method: Method;
  /** `:name` stands for one path segment. */
  readonly path: `/api/v1/${string}`;
  readonly may: Permission;
  /** One sentence for OpenAPI and `--help`. */
  readonly summary: string;
  readonly query: Query;
  readonly body: Body;
  readonly output: Output;
  readonly etag?: true;
  /** Needs a session whose person proved who they are within the last minutes (`idp.reauthentication_required`). */
  readonly fresh?: true;
  /** What is sent when it is not JSON: a file. */
  readonly file?:
    | 'text/csv'
    | 'application/x-ndjson'
    | 'application/x-pem-file'
    | 'application/json'
    | 'application/samlmetadata+xml'
    | 'image/png';
  /** Largest body in bytes; 256 KiB unless told. */
  readonly bodyLimit?: number;
};

export type QueryOf<E extends Endpoint> = z.input<E['query']>;
export type BodyOf<E extends Endpoint> = z.input<E['body']>;
export type OutputOf<E extends Endpoint> = z.output<E['output']>;

type Segments<Path extends string> = Path extends `${infer Head}/${infer Tail}` ? Head | Segments<Tail> : Path;
/** Names of the `:name` segments of a path. */
type ParamNames<Path extends string> =
  Segments<Path> extends infer S ? (S extends `:${infer Name}` ? Name : never) : never;
export type ParamsOf<E extends Endpoint> = Readonly<Record<ParamNames<E['path']>, string>>;
