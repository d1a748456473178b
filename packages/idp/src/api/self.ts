// What people do for themselves: session, profile, tiles, password.
import { Secret } from '@keyshift/base';
import type { Person, PortalApplication } from '@keyshift/directory';
import type { selfEndpoints } from '@keyshift/web-api';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { reasonOf, recordRefusedLogin } from '../login/trace.ts';
import { verifyCode } from '../login/verify-code.ts';
import { isFresh, type LoginMethod, type Session } from '../session/session-rules.ts';
import { type Caller, csrfTokenOf } from './caller.ts';
import { factorHandlers } from './factors.ts';
import type { HandlersOf } from './handler.ts';
import { describeSessions } from './sessions.ts';

/** Only sessions have the permission `self`: an API key has no factors or tiles of its own. */
function sessionOf(caller: Caller): NonNullable<Caller['session']> {
  if (caller.session === undefined) throw idpErrors.signInRequired();
  return caller.session;
}

async function describeSession(site: Site, o: { caller: Caller; cookie: string; session: Session }) {
  const { caller, cookie, session } = o;
  const [person, settings] = await Promise.all([
    site.directory.people.get(caller.personId),
    site.directory.settings.get(),
  ]);
  return {
    person,
    role: caller.role,
    csrfToken: csrfTokenOf(cookie),
    expiresAt: session.expiresAt,
    isFresh: isFresh(session, site.now()),
    organisation: settings.organisation,
    supportContact: settings.supportContact,
    environment: { ...site.environment, hasAwsConsole: site.aws !== undefined },
  };
}

/** What was proved, or undefined. Whoever has an authenticator app needs the password and a code. */
async function proveAgain(
  site: Site,
  o: { person: Person; password: string; code: string | undefined; address: string; device: Secret | undefined },
): Promise<LoginMethod | undefined> {
  const { person, code, address, device } = o;
  const password = new Secret(o.password);
  const { username } = person;
  const verdict = await site.directory.people.verifyPassword({ username, password, address, device });
  if (!verdict.accepted) return undefined;
  const factors = await site.directory.factors.list(person.id);
  if (!factors.some((one) => one.kind === 'totp')) return 'password';
  return code === undefined ? undefined : verifyCode(site, { personId: person.id, code });
}

function presentTile({ origin }: Site, application: PortalApplication) {
  const { kind, ssoPath, logoId, bookmarkUrl, loginUrl } = application;
  const ssoUrl = `${origin}/saml2/${ssoPath}`;
  return {
    ...application,
    logoUrl: logoId === null ? null : `/api/v1/logos/${logoId}`,
    launchUrl: bookmarkUrl ?? loginUrl ?? ssoUrl,
    loginUrl: kind === 'saml' ? ssoUrl : null,
  };
}

const profileHandlers: HandlersOf<'getMe' | 'updateMe' | 'listMyApplications' | 'listMyActivity'> = {
  async getMe({ site, caller }) {
    const [person, groups] = await Promise.all([
      site.directory.people.get(caller.personId),
      site.directory.groups.groupsOf(caller.personId),
    ]);
    return { ...person, groups: groups.map((group) => group.name) };
  },
  async updateMe({ site, caller, body, version }) {
    sessionOf(caller);
    const { displayName, ...fields } = body;
    const { profile } = await site.directory.people.get(caller.personId);
    const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const change = { displayName, profile: { ...profile, ...named } };
    return site.directory.people.update(caller.personId, change, { version, actor: caller.actor });
  },
  async listMyApplications({ site, caller }) {
    const applications = await site.directory.applications.usableBy(caller.personId);
    return { items: applications.filter((one) => one.showInPortal).map((one) => presentTile(site, one)) };
  },
  async listMyActivity({ site, caller }) {
    const traces = await site.directory.audit.traces({ personId: caller.personId, limit: 50 });
    return {
      items: traces.map(({ id, at, kind, outcome, address, applicationLabel, code }) => {
        const where = applicationLabel === null ? 'Keyshift' : applicationLabel;
        const verb = kind === 'logout' ? 'Signed out of' : outcome === 'succeeded' ? 'Signed in to' : 'Refused at';
        const summary = `${verb} ${where}${code === null ? '' : `: ${reasonOf(code)}`}`;
        return { id, at, summary, outcome, address };
      }),
    };
  },
};

export const selfHandlers: HandlersOf<keyof typeof selfEndpoints> = {
  ...profileHandlers,
  ...factorHandlers,
  getSession: ({ site, caller }) => describeSession(site, { caller, ...sessionOf(caller) }),
  async reauthenticate({ site, caller, body, client, device, elapsed, setSessionCookie }) {
    const { cookie } = sessionOf(caller);
    const person = await site.directory.people.get(caller.personId);
    const { address } = client;
    const method = await proveAgain(site, { person, password: body.password, code: body.code, address, device });
    if (method === undefined) {
      const failed = { step: 'password', reason: 'wrong' } as const;
      await recordRefusedLogin(site, {
        personId: person.id,
        username: person.username,
        client,
        proved: [],
        failed,
        milliseconds: elapsed(),
      });
      throw idpErrors.reauthenticationFailed();
    }
    const renewed = await site.sessions.prove(cookie, method);
    setSessionCookie(renewed);
    const session = await site.sessions.find(renewed);
    if (session === undefined) throw idpErrors.signInRequired();
    return describeSession(site, { caller, cookie: renewed, session });
  },
  async changeMyPassword({ site, caller, body }) {
    const { session } = sessionOf(caller);
    const [current, next] = [new Secret(body.current), new Secret(body.next)];
    await site.directory.credentials.changePassword(caller.personId, { current, next });
    await site.sessions.end({ personId: caller.personId, keep: session.sessionIndex, actor: caller.actor });
    await site.halfLogins.endOf(caller.personId);
    return { ok: true };
  },
  async getPasswordPolicy({ site }) {
    return { rules: await site.directory.credentials.describePolicy() };
  },
  async listMySessions({ site, caller }) {
    const { session } = sessionOf(caller);
    return { items: await describeSessions(site, { personId: caller.personId, current: session.sessionIndex }) };
  },
  async endMySessions({ site, caller, body }) {
    const { session } = sessionOf(caller);
    const { sessionId } = body;
    const which = sessionId === undefined ? { keep: session.sessionIndex } : { sessionIndex: sessionId };
    const ended = await site.sessions.end({ personId: caller.personId, actor: caller.actor, ...which });
    return { ended: ended.length };
  },
};
