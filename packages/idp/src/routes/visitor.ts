// Who is looking at a page: the person behind the session cookie, if there is one.
import type { Person } from '@keyshift/directory';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { findSessionCookie } from '../session/cookies.ts';
import type { Session } from '../session/session-rules.ts';

export type Visitor = { readonly person: Person; readonly cookie: string; readonly session: Session };

export async function findVisitor(site: Site, request: FastifyRequest): Promise<Visitor | undefined> {
  const cookie = findSessionCookie(request);
  const session = await site.sessions.find(cookie);
  if (session === undefined || cookie === undefined) return undefined;
  const person = await site.directory.people.get(session.personId);
  return person.state === 'active' ? { person, cookie, session } : undefined;
}

export function redirectToLogin(reply: FastifyReply, next: string, o: { again?: boolean } = {}): FastifyReply {
  const query = new URLSearchParams({ next, ...(o.again === true && { again: '1' }) });
  return reply.redirect(`/login?${query}`, 303);
}
