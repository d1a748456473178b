// The API by the names of its route table: `call('getPerson', { params: { id } })`, typed by it.
import {
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
import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRequest } from './api-provider.tsx';
import { useProofAgain } from './proof-again.tsx';
import type { Request } from './request.ts';

type CallInput<E extends Endpoint> = {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  /** Of the object that is changed: somebody else's newer one is then not overwritten. */
  readonly version?: number;
};
export type InputOf<Name extends EndpointName> = CallInput<Endpoints[Name]>;
export type Result<Name extends EndpointName> = OutputOf<Endpoints[Name]>;
export type Call = <Name extends EndpointName>(
  name: Name,
  input?: InputOf<Name>,
  signal?: AbortSignal,
) => Promise<Result<Name>>;

function createCall(request: Request): Call {
  return async (name, input = {}, signal) => {
    const endpoint: Endpoint = endpoints[name];
    const { params = {}, query = {}, body, version } = input as CallInput<Endpoint>;
    const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
    const answer = await request<Result<typeof name>>({
      path: buildTarget(endpoint, { params, query }),
      method: endpoint.method,
      ...(hasBody && { body: body ?? {} }),
      ...(version !== undefined && { etag: `"${version}"` }),
      ...(signal !== undefined && { signal }),
    });
    return answer.body;
  };
}

/** Rejects with ApiError. A call that needs a fresh proof of identity asks for it and goes on. */
export function useCall(): Call {
  const call = createCall(useRequest());
  const proveAgain = useProofAgain();
  return (name, input, signal) => proveAgain(() => call(name, input, signal));
}

/** Reads a route and keeps it; the same name and input share one answer. */
export function useEndpoint<Name extends EndpointName>(
  name: Name,
  input: InputOf<Name> = {},
  o: { enabled?: boolean } = {},
): UseQueryResult<Result<Name>> {
  const call = useCall();
  return useQuery({
    queryKey: [name, input.params ?? {}, input.query ?? {}],
    queryFn: ({ signal }) => call(name, input, signal),
    placeholderData: keepPreviousData,
    ...o,
  });
}

/** Changes something, and then reads again the routes named in `stale`. */
export function useChange<Name extends EndpointName>(
  name: Name,
  o: { stale: readonly EndpointName[] },
): UseMutationResult<Result<Name>, Error, InputOf<Name>> {
  const call = useCall();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Name>) => call(name, input),
    onSuccess: () => Promise.all(o.stale.map((stale) => queryClient.invalidateQueries({ queryKey: [stale] }))),
  });
}

/** Where a file of the API lies, for a download link. */
export function fileHref<Name extends EndpointName>(name: Name, input: InputOf<Name> = {}): string {
  const { params = {}, query = {} } = input as CallInput<Endpoint>;
  return buildTarget(endpoints[name] as Endpoint, { params, query });
}
