// Cookies of this host only: `__Host-` names are Secure, bound to the exact host, and cannot be set by a neighbour.
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type HostCookieName = `__Host-${string}`;

const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** The cookie's value, if the browser sent one. */
export function findCookie(request: FastifyRequest, name: HostCookieName): string | undefined {
  return request.cookies[name];
}

/** Sets a cookie that is unreadable for scripts and lives as long as the browser, or for as many days as told. */
export function setCookie(reply: FastifyReply, name: HostCookieName, value: string, o: { days?: number } = {}): void {
  reply.setCookie(name, value, { ...ATTRIBUTES, ...(o.days !== undefined && { maxAge: o.days * 86_400 }) });
}

export function clearCookie(reply: FastifyReply, name: HostCookieName): void {
  reply.clearCookie(name, ATTRIBUTES);
}
