// Ends a successful sign-in: the session opens, the record is kept, the browser goes on to where it wanted.
import type { Person } from '@keyshift/directory';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { findDevice, findSessionCookie, findVisitCookie, setDevice, setSessionCookie } from '../session/cookies.ts';
import type { LoginMethod } from '../session/session-rules.ts';
import { clientOf, elapsedOf } from './client.ts';
import { loginTrace } from './trace.ts';

/** To a page of ours, never straight to the service: browsers hold this page's form-action against the redirect too. */
export async function finishLogin(
  site: Site,
  exchange: { request: FastifyRequest; reply: FastifyReply },
  login: { person: Person; methods: readonly LoginMethod[]; next: string },
): Promise<FastifyReply> {
  const { request, reply } = exchange;
  const { person, methods, next } = login;
  const { signIn } = await site.directory.settings.get();
  const client = clientOf(request);
  const cookie = await site.sessions.open({
    person,
    methods,
    replaced: findSessionCookie(request),
    client,
    trace: loginTrace(site, {
      personId: person.id,
      username: person.username,
      client,
      proved: methods,
      milliseconds: elapsedOf(reply),
    }),
    lifetimeSeconds: signIn.sessionHours * 3_600,
    idleSeconds: signIn.sessionIdleMinutes * 60,
  });
  await site.directory.people.recordSignIn(person.id);
  const visit = findVisitCookie(request);
  if (visit !== undefined) await site.halfLogins.finish(visit);
  setSessionCookie(reply, cookie);
  setDevice(reply, await site.directory.credentials.rememberDevice(person.id, findDevice(request)));
  return reply.redirect(next, 303);
}
