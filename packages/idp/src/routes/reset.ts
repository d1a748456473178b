// /login/forgot asks for a link to set a password, /login/reset takes it.
import { isAppError, Secret } from '@keyshift/base';
import { formToken, type Parameters, sendPage } from '@keyshift/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { clientOf } from '../login/client.ts';
import { giveLink } from '../login/one-time-link.ts';
import { forgotPage, linkSentPage, passwordSetPage, setPasswordPage } from '../pages/password.ts';
import { clearSessionCookie, ensureVisit, findVisitCookie } from '../session/cookies.ts';
import { readForm } from './form.ts';

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
const TOKEN = /^[\w-]{20,100}$/;
const RESET_FORM = { token: z.string().regex(TOKEN), password: z.string().max(4_096), repeat: z.string().max(4_096) };

async function showReset(site: Site, { request, reply }: Exchange, o: { token: string; mistakes?: readonly string[] }) {
  const visit = ensureVisit({ request, reply, random: site.random });
  const { directory, assets } = site;
  await directory.credentials.findToken(new Secret(o.token));
  const rules = await directory.credentials.describePolicy();
  return sendPage(reply, setPasswordPage({ assets, csrf: formToken(visit), rules, ...o }));
}

function mistakesOf(error: unknown): readonly string[] | undefined {
  if (!isAppError(error, 'directory.invalid')) return undefined;
  const { findings } = error.details as { findings: readonly { why: string }[] };
  return findings.map((finding) => finding.why);
}

async function reset(site: Site, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const form = readForm(request, { shape: RESET_FORM, secret: findVisitCookie(request), origin: site.origin });
  const { token } = form;
  if (form.password !== form.repeat) {
    return showReset(site, { request, reply: reply.code(400) }, { token, mistakes: ['the two are not the same'] });
  }
  try {
    const { personId } = await site.directory.credentials.redeemToken(new Secret(token), new Secret(form.password));
    await site.sessions.end({ personId, actor: personId });
    await site.halfLogins.endOf(personId);
  } catch (error) {
    const mistakes = mistakesOf(error);
    if (mistakes === undefined) throw error;
    return showReset(site, { request, reply: reply.code(400) }, { token, mistakes });
  }
  clearSessionCookie(reply);
  return sendPage(reply, passwordSetPage({ assets: site.assets }));
}

async function forgot(site: Site, { request, reply }: Exchange): Promise<FastifyReply> {
  const shape = { username: z.string().max(512) };
  const { username } = readForm(request, { shape, secret: findVisitCookie(request), origin: site.origin });
  // Not awaited: the answer must take as long for somebody who does not exist.
  void sendLink(site, { username, address: clientOf(request).address }).catch((error: unknown) => {
    site.log('error', 'idp.mail_failed', { reason: isAppError(error) ? error.message : String(error) });
  });
  return sendPage(reply, linkSentPage({ assets: site.assets }));
}

async function sendLink(site: Site, o: { username: string; address: string }): Promise<void> {
  const person = await site.directory.people.find(o.username.trim().toLowerCase().slice(0, 65).replaceAll('\0', ''));
  const { mail } = await site.directory.settings.get();
  // Whoever asks must not end the link that an administrator gave, where no other can be sent.
  if (person?.state !== 'active' || mail.host === null) return;
  // Nor may they fill the person's mailbox.
  if (!(await site.directory.credentials.claimLink({ personId: person.id, address: o.address }))) return;
  await giveLink(site, { person, actor: person.id, mailOnly: true });
}

export function addResetRoutes(app: FastifyInstance, site: Site): void {
  const { assets } = site;
  app.get('/login/forgot', async (request, reply) => {
    const visit = ensureVisit({ request, reply, random: site.random });
    const { mail, supportContact } = await site.directory.settings.get();
    const canMail = mail.host !== null;
    return sendPage(reply, forgotPage({ assets, csrf: formToken(visit), canMail, supportContact }));
  });
  app.post('/login/forgot', (request, reply) => forgot(site, { request, reply }));
  app.get<{ Querystring: Parameters }>('/login/reset', (request, reply) => {
    const token = request.query['token'] ?? '';
    if (!TOKEN.test(token)) throw idpErrors.linkExpired();
    return showReset(site, { request, reply }, { token });
  });
  app.post('/login/reset', (request, reply) => reset(site, { request, reply }));
}
