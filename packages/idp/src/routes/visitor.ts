// Who is looking at a page: the person behind the session cookie, if there is one.
import type { Person } from '@keyshift/directory';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { findSessionCookie } from '../session/cookies.ts';

export type Visitor = { readonly person: Person; readonly cookie: string };
type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

export async function findVisitor(site: Site, request: FastifyRequest): Promise<Visitor | undefined> {
  const cookie = findSessionCookie(request);
  const session = await site.sessions.find(cookie);
  if (session === undefined || cookie === undefined) return undefined;
  const person = await site.directory.people.get(session.personId);
  return person.state === 'active' ? { person, cookie } : undefined;
}

/** For forms: throws `idp.sign_in_required`. */
export async function getVisitor(site: Site, request: FastifyRequest): Promise<Visitor> {
  const visitor = await findVisitor(site, request);
  if (visitor === undefined) throw idpErrors.signInRequired();
  return visitor;
}

/** Throws `idp.admin_only`. */
export function checkAdmin({ person }: Visitor): void {
  if (person.role !== 'owner' && person.role !== 'admin') throw idpErrors.adminOnly();
}

export function redirectToLogin(reply: FastifyReply, next: string, o: { again?: boolean } = {}): FastifyReply {
  const query = new URLSearchParams({ next, ...(o.again === true && { again: '1' }) });
  return reply.redirect(`/login?${query}`, 303);
}

/** A page for people who are signed in; others sign in first and come back to it. */
export async function withVisitor(
  site: Site,
  exchange: Exchange,
  show: (visitor: Visitor) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const visitor = await findVisitor(site, exchange.request);
  if (visitor === undefined) return redirectToLogin(exchange.reply, exchange.request.url);
  return show(visitor);
}
