// Who is signed in, asked once and kept: the frame shows it, and changes carry its CSRF token.
import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useRequest } from './api-provider.tsx';

/** What the frame needs of the answer; the endpoint may tell more. */
const sessionSchema = z.looseObject({
  csrfToken: z.string(),
  person: z.looseObject({
    id: z.string(),
    displayName: z.string(),
    username: z.string().optional(),
    admin: z.boolean().optional(),
  }),
  environment: z.looseObject({ name: z.string(), kind: z.string() }).optional(),
});
export type Session = z.infer<typeof sessionSchema>;

const SESSION_PATH = '/api/v1/session';
const SESSION_KEY = ['session'] as const;

export function useSession(): UseQueryResult<Session> {
  const request = useRequest();
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }) => sessionSchema.parse((await request({ path: SESSION_PATH, signal })).body),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The token of the kept session, for `createRequest`. */
export function csrfTokenOf(queryClient: QueryClient): string | undefined {
  return queryClient.getQueryData<Session>(SESSION_KEY)?.csrfToken;
}
