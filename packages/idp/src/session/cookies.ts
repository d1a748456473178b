// The cookies: the session, the visit that binds forms and requests to a browser before anyone signs in, a logout on its
// way, and the device that stays when all are gone.
import { type RandomBytes, Secret } from '@keyshift/base';
import { clearCookie, findCookie, setCookie } from '@keyshift/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newCookieSecret } from './store.ts';

const SESSION = '__Host-keyshift';
const VISIT = '__Host-keyshift-visit';
const DEVICE = '__Host-keyshift-device';
const LOGOUT = '__Host-keyshift-logout';
// 32 bytes as base64url; anything else was not made here.
const SECRET = /^[\w-]{43}$/;

export function findSessionCookie(request: FastifyRequest): string | undefined {
  const value = findCookie(request, SESSION);
  return value !== undefined && SECRET.test(value) ? value : undefined;
}

export function setSessionCookie(reply: FastifyReply, value: string): void {
  setCookie(reply, SESSION, value);
}

export function clearSessionCookie(reply: FastifyReply): void {
  clearCookie(reply, SESSION);
}

/** What the browser holds since a sign-in before. */
export function findDevice(request: FastifyRequest): Secret | undefined {
  const value = findCookie(request, DEVICE);
  return value !== undefined && SECRET.test(value) ? new Secret(value) : undefined;
}

export function setDevice(reply: FastifyReply, { device, days }: { device: Secret; days: number }): void {
  setCookie(reply, DEVICE, device.reveal(), { days });
}

/** Of the single logout that this browser has begun and not finished. */
export function findLogoutCookie(request: FastifyRequest): string | undefined {
  const value = findCookie(request, LOGOUT);
  return value !== undefined && SECRET.test(value) ? value : undefined;
}

export function setLogoutCookie(reply: FastifyReply, value: string): void {
  setCookie(reply, LOGOUT, value);
}

export function clearLogoutCookie(reply: FastifyReply): void {
  clearCookie(reply, LOGOUT);
}

export function findVisitCookie(request: FastifyRequest): string | undefined {
  const value = findCookie(request, VISIT);
  return value !== undefined && SECRET.test(value) ? value : undefined;
}

/** The browser's visit, begun now if it has none. */
export function ensureVisit(exchange: { request: FastifyRequest; reply: FastifyReply; random: RandomBytes }): string {
  const known = findVisitCookie(exchange.request);
  if (known !== undefined) return known;
  const visit = newCookieSecret(exchange.random);
  setCookie(exchange.reply, VISIT, visit);
  return visit;
}
