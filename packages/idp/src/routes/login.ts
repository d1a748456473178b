// GET and POST /login: the first step.
import { Secret } from '@keyshift/base';
import { formToken, type Parameters, sendPage } from '@keyshift/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Site } from '../deps.ts';
import { clientOf, elapsedOf } from '../login/client.ts';
import { finishLogin } from '../login/finish.ts';
import { findMissingProof } from '../login/policy.ts';
import { recordRefusedLogin } from '../login/trace.ts';
import { loginPage } from '../pages/login.ts';
import { ensureVisit, findDevice, findVisitCookie } from '../session/cookies.ts';
import { findLocalPath } from '../session/local-path.ts';
import { readForm } from './form.ts';
import { findVisitor } from './visitor.ts';

export const HOME = '/portal';
// The fields' own limits are in the page; these only keep absurd ones away from the hash.
const LOGIN_FORM = {
  username: z.string().max(512),
  password: z.string().max(4_096),
  next: z.string().max(4_096).optional(),
};

type Shown = { username?: string; failed?: boolean };

async function showForm(
  site: Site,
  exchange: { request: FastifyRequest; reply: FastifyReply; next: string },
  shown: Shown,
): Promise<FastifyReply> {
  const { next } = exchange;
  const visit = ensureVisit({ ...exchange, random: site.random });
  const ssoPath = /^\/saml2\/([a-z0-9-]+)(\?|$)/.exec(next)?.[1];
  const application = ssoPath === undefined ? undefined : await site.directory.applications.find({ ssoPath });
  const page = loginPage({
    assets: site.assets,
    csrf: formToken(visit),
    next,
    applicationLabel: application?.label,
    ...shown,
  });
  return sendPage(exchange.reply, page);
}

async function signIn(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = findVisitCookie(request);
  const form = readForm(request, { shape: LOGIN_FORM, secret: visit, origin: site.origin });
  const next = findLocalPath(form.next, site.origin) ?? HOME;
  const client = clientOf(request);
  const password = new Secret(form.password);
  const verdict = await site.directory.people.verifyPassword({
    username: form.username,
    password,
    address: client.address,
    device: findDevice(request),
  });
  if (!verdict.accepted) {
    const { reason, personId } = verdict;
    const failed = { step: 'password', reason } as const;
    const { username } = form;
    await recordRefusedLogin(site, {
      personId: personId ?? null,
      username,
      client,
      proved: [],
      failed,
      milliseconds: elapsedOf(reply),
    });
    return showForm(site, { request, reply: reply.code(401), next }, { username: form.username, failed: true });
  }
  const { person } = verdict;
  if (verdict.passwordExpired) {
    // They may choose a new one and nothing else; the second factor is still asked for when they sign in with it.
    const { token } = await site.directory.credentials.issueToken(person.id, person.id);
    return reply.redirect(`/login/reset?${new URLSearchParams({ token: token.reveal() })}`, 303);
  }
  const factors = await site.directory.factors.list(person.id);
  if (visit !== undefined && findMissingProof({ methods: ['password'], factors }) !== undefined) {
    await site.halfLogins.begin(visit, { personId: person.id, next });
    return reply.redirect('/login/mfa', 303);
  }
  return finishLogin(site, { request, reply }, { person, methods: ['password'], next });
}

export function addLoginRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: Parameters }>('/login', async (request, reply) => {
    const next = findLocalPath(request.query['next'], site.origin) ?? HOME;
    const isAgain = request.query['again'] === '1';
    if (!isAgain && (await findVisitor(site, request)) !== undefined) return reply.redirect(next, 303);
    return showForm(site, { request, reply, next }, {});
  });
  app.post('/login', (request, reply) => signIn(site, request, reply));
}
