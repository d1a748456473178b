// /login/passkey: sign in with a passkey alone, or as the second step.
import { isAppError } from '@keyshift/base';
import { formToken, type Parameters, sendPage } from '@keyshift/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { clientOf, elapsedOf } from '../login/client.ts';
import { finishLogin } from '../login/finish.ts';
import { recordRefusedLogin } from '../login/trace.ts';
import { passkeyPage } from '../pages/passkey.ts';
import { ensureVisit, findVisitCookie } from '../session/cookies.ts';
import { findLocalPath } from '../session/local-path.ts';
import { readForm } from './form.ts';
import { HOME } from './login.ts';

const PASSKEY_FORM = {
  challenge: z.string().max(64),
  response: z.string().max(20_000),
  next: z.string().max(4_096).optional(),
};
type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

async function show(site: Site, { request, reply }: Exchange, o: { next: string; failed?: boolean }) {
  const visit = ensureVisit({ request, reply, random: site.random });
  const half = await site.halfLogins.find(visit);
  const { challengeId, options } = await site.passkeys.startSignIn({
    visit,
    ...(half !== undefined && { personId: half.personId }),
  });
  const page = passkeyPage({ assets: site.assets, csrf: formToken(visit), challengeId, options, ...o });
  return sendPage(reply, page);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function check(site: Site, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const visit = findVisitCookie(request);
  const form = readForm(request, { shape: PASSKEY_FORM, secret: visit, origin: site.origin });
  const half = await site.halfLogins.find(visit);
  const next = half?.next ?? findLocalPath(form.next, site.origin) ?? HOME;
  try {
    const response = parseJson(form.response);
    const { personId } = await site.passkeys.verify({ visit: visit ?? '', challengeId: form.challenge, response });
    // A passkey of somebody else must not complete a sign-in that another person began.
    if (half !== undefined && half.personId !== personId) throw idpErrors.passkeyRefused({});
    const person = await site.directory.people.get(personId);
    if (person.state !== 'active') throw idpErrors.personNotActive();
    return finishLogin(site, exchange, {
      person,
      methods: half === undefined ? ['passkey'] : ['password', 'passkey'],
      next,
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const failed = { step: 'passkey', reason: 'passkey' } as const;
    const who = { personId: half?.personId ?? null, username: '', milliseconds: elapsedOf(reply) };
    await recordRefusedLogin(site, { ...who, client: clientOf(request), proved: half ? ['password'] : [], failed });
    return show(site, { request, reply: reply.code(401) }, { next, failed: true });
  }
}

export function addPasskeyRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: Parameters }>('/login/passkey', (request, reply) => {
    const next = findLocalPath(request.query['next'], site.origin) ?? HOME;
    return show(site, { request, reply }, { next });
  });
  app.post('/login/passkey', { bodyLimit: 65_536 }, (request, reply) => check(site, { request, reply }));
}
