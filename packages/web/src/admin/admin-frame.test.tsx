import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, pageOf, session } from '../testing/fake-server.ts';
import { renderPortal } from '../testing/render-portal.tsx';

const OVERVIEW = {
  checklist: [
    { id: 'people', title: 'Add people', done: true, path: '/admin/users' },
    { id: 'groups', title: 'Put them into groups', done: false, path: '/admin/groups' },
  ],
  people: { active: 12, staged: 1, suspended: 0 },
  signIns24h: { succeeded: 30, refused: 2 },
  expiring: [{ applicationId: 'app_1', label: 'Redshift', daysLeft: 9 }],
  alerts: [
    { kind: 'assertion', at: '2026-01-01T00:00:00Z', summary: 'Eve found an assertion: _x' },
    { kind: 'guessing', at: '2026-01-01T00:00:00Z', summary: 'Keyshift noticed guesses' },
  ],
  recentFailures: [
    {
      id: 'trc_1',
      at: '2026-01-01T00:00:00Z',
      kind: 'sso',
      flow: 'sp',
      personId: null,
      username: 'ana',
      applicationId: 'app_1',
      applicationLabel: 'Redshift',
      outcome: 'refused',
      code: 'idp.not_entitled',
      address: '10.0.0.1',
      milliseconds: 3,
    },
  ],
};
const serve = (role: Parameters<typeof session>[0], more: Record<string, unknown> = {}) =>
  fakeServer({
    'GET /api/v1/session': session(role),
    'GET /api/v1/overview': OVERVIEW,
    'GET /api/v1/people': pageOf([]),
    'GET /api/v1/groups': pageOf([]),
    ...more,
  });

describe('admin frame', () => {
  it('shows who has no role the way to their applications, and asks for nothing else', async () => {
    const server = serve(null);
    await renderPortal('/admin/users', server);
    expect(screen.getByText('The Admin Portal is for administrators')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Your applications' }).getAttribute('href')).toBe('/portal');
    expect(server.sentTo('GET /api/v1/people')).toHaveLength(0);
  });

  const areas = () =>
    within(screen.getByRole('complementary', { name: 'Areas' }))
      .getAllByRole('link')
      .slice(1)
      .map((link) => link.textContent);

  it('lists only areas that exist', async () => {
    await renderPortal('/admin', serve('owner'));
    expect(areas()).toEqual([
      'Overview',
      'Users',
      'Groups',
      'SSO applications',
      'Login traces',
      'Audit log',
      'Identity providers',
      'Settings',
    ]);
  });

  it('knows no AWS console where there is no AWS, neither beside the pages nor by search', async () => {
    const alone = {
      ...(session('owner') as object),
      environment: { label: 'SSO', isRehearsal: false, hasAwsConsole: false },
    };
    const { user } = await renderPortal(
      '/admin',
      serve('owner', { 'GET /api/v1/session': alone, 'GET /api/v1/search': { items: [] } }),
    );
    expect(areas()).not.toContain('Identity providers');
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('iam');
    expect(await screen.findByText('Nothing matches “iam”')).toBeTruthy();
  });

  it('goes to the AWS console by search', async () => {
    const providers = { 'GET /api/v1/aws/iam/saml-providers': pageOf([]), 'GET /api/v1/search': { items: [] } };
    const { user, address } = await renderPortal('/admin', serve('owner', providers));
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('saml');
    await user.click(await screen.findByRole('menuitem', { name: 'Identity providers' }));
    await waitFor(() => expect(address()).toMatch(/^\/aws\/iam\/providers/));
    expect(await screen.findByText('No identity providers yet')).toBeTruthy();
  });

  it('goes places by g and a letter, but not while one types', async () => {
    const { user, address } = await renderPortal('/admin', serve('owner'));
    await user.keyboard('gu');
    await waitFor(() => expect(address()).toBe('/admin/users'));
    await user.click(await screen.findByRole('searchbox'));
    await user.keyboard('gg?');
    expect(address()).toMatch(/^\/admin\/users/);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('tells its keys on ?', async () => {
    const { user } = await renderPortal('/admin', serve('owner'));
    await user.keyboard('?');
    expect((await screen.findByRole('dialog', { name: 'Keyboard' })).textContent).toContain('Users');
  });

  it('finds objects of the server by what is typed', async () => {
    const found = { items: [{ kind: 'person', id: 'usr_1', title: 'Ana Ruiz', subtitle: 'aruiz' }] };
    const { user, address } = await renderPortal(
      '/admin',
      serve('owner', { 'GET /api/v1/search': found, 'GET /api/v1/people/usr_1': new Error('not needed') }),
    );
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('aruiz');
    await user.click(await screen.findByRole('menuitem', { name: /Ana Ruiz/ }));
    await waitFor(() => expect(address()).toBe('/admin/users/usr_1'));
  });
});

describe('overview', () => {
  it('leads to the next step, to what expires and to the cause of a failure', async () => {
    await renderPortal('/admin', serve('owner'));
    expect(await screen.findByRole('progressbar', { name: 'Set-up' })).toBeTruthy();
    expect(screen.getByText(/1 of 2 done/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Start: Put them into groups' }).getAttribute('href')).toBe(
      '/admin/groups',
    );
    expect(screen.getByText('The certificate of Redshift expires in 9 days')).toBeTruthy();
    expect(screen.getByText('Eve found an assertion: _x')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the audit log' }).getAttribute('href')).toBe('/admin/audit');
    expect(screen.getByText('Keyshift noticed guesses')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the sign-ins' }).getAttribute('href')).toBe('/admin/traces');
    expect(screen.getByRole('link', { name: 'ana' }).getAttribute('href')).toBe('/admin/traces/trc_1');
  });

  it('is quiet when everything is set up', async () => {
    const checklist = OVERVIEW.checklist.map((step) => ({ ...step, done: true }));
    await renderPortal(
      '/admin',
      serve('owner', {
        'GET /api/v1/overview': { ...OVERVIEW, checklist, expiring: [], alerts: [], recentFailures: [] },
      }),
    );
    expect(await screen.findByText(/None\. When a sign-in is refused/)).toBeTruthy();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});
