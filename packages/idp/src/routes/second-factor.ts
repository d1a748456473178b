// /login/mfa: the second step, with a code.
import { formToken, sendPage } from '@keyshift/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { clientOf, elapsedOf } from '../login/client.ts';
import { finishLogin } from '../login/finish.ts';
import { recordRefusedLogin } from '../login/trace.ts';
import { verifyCode } from '../login/verify-code.ts';
import { secondFactorPage } from '../pages/second-factor.ts';
import { findVisitCookie } from '../session/cookies.ts';
import { readForm } from './form.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Throws `idp.half_login_expired`. */
async function getHalfLogin(site: Site, request: FastifyRequest) {
  const visit = findVisitCookie(request);
  const login = await site.halfLogins.find(visit);
  if (login === undefined || visit === undefined) throw idpErrors.halfLoginExpired();
  const person = await site.directory.people.get(login.personId);
  if (person.state !== 'active') throw idpErrors.personNotActive();
  return { visit, person, next: login.next };
}

async function show(site: Site, { request, reply }: Exchange, o: { failed?: boolean } = {}): Promise<FastifyReply> {
  const { visit, person } = await getHalfLogin(site, request);
  const factors = await site.directory.factors.list(person.id);
  const page = secondFactorPage({
    assets: site.assets,
    csrf: formToken(visit),
    displayName: person.displayName,
    hasCode: factors.some((one) => one.kind !== 'passkey'),
    hasPasskey: factors.some((one) => one.kind === 'passkey'),
    ...o,
  });
  return sendPage(reply, page);
}

async function check(site: Site, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const secret = findVisitCookie(request);
  const { code } = readForm(request, { shape: { code: z.string().max(64) }, secret, origin: site.origin });
  const { person, next } = await getHalfLogin(site, request);
  const method = await verifyCode(site, { personId: person.id, code });
  if (method === undefined) {
    const { id: personId, username } = person;
    const failed = { step: 'totp', reason: 'code' } as const;
    const trace = { client: clientOf(request), proved: ['password'] as const, failed, milliseconds: elapsedOf(reply) };
    await recordRefusedLogin(site, { personId, username, ...trace });
    return show(site, { request, reply: reply.code(401) }, { failed: true });
  }
  return finishLogin(site, exchange, { person, methods: ['password', method], next });
}

export function addSecondFactorRoutes(app: FastifyInstance, site: Site): void {
  app.get('/login/mfa', (request, reply) => show(site, { request, reply }));
  app.post('/login/mfa', (request, reply) => check(site, { request, reply }));
}
