// Who calls the API: a browser with a session, or a program with an API key; each limited to what its person may do now.
import { Secret } from '@keyshift/base';
import { checkForm, formToken } from '@keyshift/http';
import { type AdminRole, type Endpoint, type Permission, permissionsOf } from '@keyshift/web-api';
import type { FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { findSessionCookie } from '../session/cookies.ts';
import { isFresh, type Session } from '../session/session-rules.ts';

export type Caller = {
  /** For the audit log: a person's id, or `key:<id>`. */
  readonly actor: string;
  /** The person, or who made the key. */
  readonly personId: string;
  readonly role: AdminRole | null;
  readonly permissions: readonly Permission[];
  /** Absent for API keys, which have no things of their own. */
  readonly session?: { readonly cookie: string; readonly session: Session };
};

const BEARER = /^Bearer +([\w.~+/-]{1,200}=*)$/i;

async function callerOfKey(site: Site, authorization: string): Promise<Caller> {
  const secret = BEARER.exec(authorization)?.[1];
  const key = secret === undefined ? undefined : await site.directory.apiKeys.find(new Secret(secret));
  if (key === undefined) throw idpErrors.keyRefused();
  const { keyId, createdBy, role, scopes } = key;
  const mine = permissionsOf(role);
  // A key never does more than its maker may do today, and never what belongs to a person alone.
  return { actor: `key:${keyId}`, personId: createdBy, role, permissions: scopes.filter((one) => mine.includes(one)) };
}

async function callerOfSession(site: Site, request: FastifyRequest): Promise<Caller> {
  const cookie = findSessionCookie(request);
  const session = await site.sessions.find(cookie);
  if (session === undefined || cookie === undefined) throw idpErrors.signInRequired();
  const person = await site.directory.people.get(session.personId);
  if (person.state !== 'active') throw idpErrors.signInRequired();
  const { id, role } = person;
  return { actor: id, personId: id, role, permissions: permissionsOf(role), session: { cookie, session } };
}

/** Throws `idp.sign_in_required`, `idp.key_refused`. A key wins over a cookie: what a program sends, it means. */
export function findCaller(site: Site, request: FastifyRequest): Promise<Caller> {
  const { authorization } = request.headers;
  return authorization === undefined ? callerOfSession(site, request) : callerOfKey(site, authorization);
}

/** What a browser's page sends back as `x-csrf-token`. */
export function csrfTokenOf(cookie: string): string {
  return formToken(cookie);
}

/** Throws `http.foreign_origin`, `http.csrf_token`. Programs with a key have no cookie that another site could ride on. */
export function checkOrigin(site: Site, request: FastifyRequest, { session }: Caller): void {
  if (session === undefined || request.method === 'GET') return;
  const token = request.headers['x-csrf-token'];
  checkForm({
    token: typeof token === 'string' ? token : undefined,
    secret: session.cookie,
    origin: request.headers.origin,
    ownOrigin: site.origin,
  });
}

/** Throws `idp.not_permitted`, `idp.second_factor_required`, `idp.reauthentication_required`. */
export async function checkPermission(site: Site, caller: Caller, endpoint: Endpoint): Promise<void> {
  if (!caller.permissions.includes(endpoint.may)) throw idpErrors.notPermitted({ permission: endpoint.may });
  if (caller.session === undefined) return;
  const { session } = caller.session;
  if (endpoint.may !== 'self') {
    const { signIn } = await site.directory.settings.get();
    const isMet = signIn.secondFactor === 'optional' || session.methods.some((method) => method !== 'password');
    if (!isMet) throw idpErrors.secondFactorRequired();
  }
  if (endpoint.fresh === true && !isFresh(session, site.now())) throw idpErrors.reauthenticationRequired();
}
