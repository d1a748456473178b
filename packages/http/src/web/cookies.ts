// Cookies of this host only: `__Host-` names are Secure, bound to the exact host, and cannot be set by a neighbour.
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type HostCookieName = `__Host-${string}`;

const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** The cookie's value, if the browser sent one. */
export function findCookie(request: FastifyRequest, name: HostCookieName): string | undefined {
  return request.cookies[name];
}

/** Sets a cookie that lives as long as the browser, unreadable for scripts. */
export function setCookie(reply: FastifyReply, name: HostCookieName, value: string): void {
  reply.setCookie(name, value, ATTRIBUTES);
}

export function clearCookie(reply: FastifyReply, name: HostCookieName): void {
  reply.clearCookie(name, ATTRIBUTES);
}
