// Who is signed in, asked once and kept: the frame shows it, and changes carry its CSRF token.
import { endpoints, isPermitted, type Permission, type SessionInfo } from '@keyshift/web-api';
import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useRequest } from './api-provider.tsx';

export type Session = SessionInfo;

const SESSION_PATH: string = endpoints.getSession.path;
export const SESSION_KEY = ['session'] as const;

export function useSession(): UseQueryResult<Session> {
  const request = useRequest();
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }) => (await request<Session>({ path: SESSION_PATH, signal })).body,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the person may do; false until the session is known. Pages hide what the server would refuse. */
export function useMay(permission: Permission): boolean {
  const { data } = useSession();
  return data !== undefined && isPermitted(data.role, permission);
}

/** The token of the kept session, for `createRequest`. */
export function csrfTokenOf(queryClient: QueryClient): string | undefined {
  return queryClient.getQueryData<Session>(SESSION_KEY)?.csrfToken;
}
