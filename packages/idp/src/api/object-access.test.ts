// Whose things may be touched: every route about a person × every role × whom it is about, and ids of the wrong owner.
import { ADMIN_ROLES, type AdminRole, type Endpoint, endpoints, isPermitted } from '@keyshift/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Browser, openBrowser } from '../testing/test-browser.ts';
import { PASSWORD, startTestIdp, type TestIdp } from '../testing/test-idp.ts';

type Role = AdminRole | null;
const ROLES: readonly Role[] = [...ADMIN_ROLES, null];
const aboutPeople = Object.entries<Endpoint>(endpoints).filter(([, one]) => /^\/api\/v1\/people\/:id/.test(one.path));
const BODIES: Readonly<Record<string, unknown>> = {
  updatePerson: { displayName: 'Touched' },
  setPersonRole: { role: 'read_only' },
  setPersonGroups: { groupIds: [] },
};

let t: TestIdp;
const browsers = new Map<Role, Browser>();
let made = 0;

beforeAll(async () => {
  t = await startTestIdp();
  // One more owner, so that none is the last.
  await t.newPerson('founder', { role: 'owner' });
  for (const role of ROLES) {
    await t.newPerson(`acting_${role}`, role === null ? {} : { role });
    const browser = openBrowser(t);
    await browser.signIn(`acting_${role}`);
    browsers.set(role, browser);
  }
});
afterAll(async () => {
  for (const browser of browsers.values()) browser.close();
  await t.stop();
});

const as = (role: Role): Browser => {
  const browser = browsers.get(role);
  if (browser === undefined) throw new Error(`nobody acts as ${role}`);
  return browser;
};
const newTarget = (role: Role) => {
  made += 1;
  return t.newPerson(`target_${made}`, role === null ? {} : { role });
};
const isAbove = (target: Role, actor: Role) =>
  target !== null && (actor === null || ADMIN_ROLES.indexOf(target) < ADMIN_ROLES.indexOf(actor));

describe.each(aboutPeople)('%s', (name, endpoint) => {
  it.each(ROLES)('lets %s touch nobody but whom they may', async (actor) => {
    const wrong: string[] = [];
    for (const target of ROLES) {
      const { id, version } = await newTarget(target);
      const path = endpoint.path.replace(':id', id).replace(':factorId', 'none');
      const body = ['GET', 'DELETE'].includes(endpoint.method) ? undefined : (BODIES[name] ?? {});
      const { status } = await as(actor).api(endpoint.method, path, body, { 'if-match': `"${version}"` });
      // Who manages groups puts anybody into them, from the group's side too.
      const isAboutRank = endpoint.method !== 'GET' && name !== 'setPersonGroups';
      const isShut = !isPermitted(actor, endpoint.may) || (isAboutRank && isAbove(target, actor));
      // A factor that is not there is not found by who may look for it.
      const isOpen = status < 300 || (name === 'removePersonFactor' && status === 404);
      if (isOpen === isShut) wrong.push(`${actor} on ${target}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('an id of somebody else', () => {
  const signedIn = async (username: string): Promise<Browser> => {
    const browser = openBrowser(t);
    await browser.signIn(username, { password: PASSWORD });
    return browser;
  };

  it('does not end their session, remove their factor, or finish what they began', async () => {
    const [mine, theirs] = [await t.newPerson('me'), await t.newPerson('them')];
    const [me, them] = [await signedIn('me'), await signedIn('them')];
    const began = await them.api('POST', '/api/v1/me/factors/totp', {});
    const stolen = { enrolmentId: at(began.json, 'enrolmentId'), code: '000000', name: 'x' };
    const confirmed = await me.api('POST', '/api/v1/me/factors/totp/confirm', stolen);
    expect(at(confirmed.json, 'code')).toBe('directory.enrolment_gone');
    const { factor } = await t.directory.factors.addPasskey(theirs.id, {
      ...{ name: 'Key', credentialId: 'AAAA', publicKey: Buffer.from('00', 'hex'), counter: 0 },
      ...{ transports: [], backedUp: false },
    });
    expect((await me.api('DELETE', `/api/v1/me/factors/${factor.id}`)).status).toBe(404);
    const sessions = await them.api('GET', '/api/v1/me/sessions');
    const sessionId = at(sessions.json, 'items.0.id');
    expect((await me.api('POST', '/api/v1/me/sessions/end', { sessionId })).json).toEqual({ ended: 0 });
    // Nor through another person's address, for an administrator.
    const { json } = await as('owner').api('POST', `/api/v1/people/${mine.id}/sessions/end`, { sessionId });
    expect(json).toEqual({ ended: 0 });
    const removed = await as('owner').api('DELETE', `/api/v1/people/${mine.id}/factors/${factor.id}`);
    expect(removed.status).toBe(404);
    expect((await them.api('GET', '/api/v1/session')).status).toBe(200);
    expect(await t.directory.factors.list(theirs.id)).toContainEqual(expect.objectContaining({ id: factor.id }));
    me.close();
    them.close();
  });

  it('of an application does not open another’s key', async () => {
    const other = await t.directory.applications.create(
      {
        name: 'other',
        label: 'Other',
        connector: 'saml',
        entityId: `${t.idp.url}/other`,
        audience: 'https://x.example',
      },
      'system',
    );
    const keys = await as('owner').api('GET', `/api/v1/applications/${other.id}/keys`);
    const path = `/api/v1/applications/${t.application.id}/keys/${at(keys.json, 'items.0.id')}`;
    expect((await as('owner').api('GET', `${path}/certificate`)).status).toBe(404);
    for (const transition of ['publish', 'activate', 'retire', 'delete']) {
      expect((await as('owner').api('POST', `${path}/${transition}`, {})).status).toBe(404);
    }
  });

  it('shows no more of an application than its picture to who may not use it', async () => {
    await t.newPerson('outsider', { group: 'none' });
    const outsider = await signedIn('outsider');
    expect((await outsider.api('GET', '/api/v1/me/applications')).json).toEqual({ items: [] });
    expect((await outsider.api('GET', `/api/v1/applications/${t.application.id}`)).status).toBe(403);
    expect((await outsider.get('/saml2/redshift')).status).toBe(403);
    outsider.close();
  });
});
