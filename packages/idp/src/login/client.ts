// Where a request comes from, for audit and session lists.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionClient } from '../session/session-rules.ts';

const LONGEST_USER_AGENT = 300;

/** The peer's address; headers of proxies are not believed. */
export function clientOf(request: FastifyRequest): SessionClient {
  return { address: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, LONGEST_USER_AGENT) };
}

/** Milliseconds since the request came in, to a tenth. */
export function elapsedOf(reply: FastifyReply): number {
  return Math.round(reply.elapsedTime * 10) / 10;
}
