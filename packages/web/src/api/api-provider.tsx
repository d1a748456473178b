// Hands the request function and the query cache to the pages.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { ApiError } from './api-error.ts';
import type { Request } from './request.ts';

const RequestContext = createContext<Request | undefined>(undefined);

/** `const request = useRequest()`, then `useQuery({ queryKey, queryFn: () => request({ path }) })`. */
export function useRequest(): Request {
  const request = useContext(RequestContext);
  if (request === undefined) throw new Error('useRequest needs an ApiProvider above');
  return request;
}

/** Retries only what may pass by itself: no answer, or a server that is restarting. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503),
      },
    },
  });
}

export function ApiProvider(o: { request: Request; queryClient: QueryClient; children: ReactNode }): ReactNode {
  return (
    <RequestContext value={o.request}>
      <QueryClientProvider client={o.queryClient}>{o.children}</QueryClientProvider>
    </RequestContext>
  );
}
