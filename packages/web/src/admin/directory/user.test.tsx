import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, pageOf, refusal, session } from '../../testing/fake-server.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const ANA = {
  id: 'usr_1',
  username: 'ana',
  displayName: 'Ana Ruiz',
  email: 'ana@example.com',
  state: 'active',
  role: null,
  profile: { department: 'Finance' },
  custom: { team: 'north' },
  version: 3,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  lastSignInAt: null,
  lockedUntil: null,
  hasPassword: true,
  passwordChangedAt: null,
  factorCount: 0,
};
type Role = Parameters<typeof session>[0];
const serve = (answers: Record<string, unknown> = {}, role: Role = 'owner') =>
  fakeServer({ 'GET /api/v1/session': session(role), 'GET /api/v1/people/usr_1': ANA, ...answers });

async function retype(user: Awaited<ReturnType<typeof renderPortal>>['user'], label: string, text: string) {
  const field = screen.getByLabelText(label);
  await user.clear(field);
  await user.type(field, text);
}

describe('details of a user', () => {
  it('saves with the version it began with, and then has nothing left to save', async () => {
    const server = serve({
      'PATCH /api/v1/people/usr_1': ({ body }: { body: object }) => ({ ...ANA, ...body, version: 4 }),
    });
    const { user } = await renderPortal('/admin/users/usr_1', server, 'Ana Ruiz');
    await retype(user, 'Department (optional)', 'Data');
    await user.click(screen.getByRole('button', { name: 'Add attribute' }));
    await user.type(screen.getByLabelText('Name of attribute 2'), 'floor');
    await user.type(screen.getByLabelText('Value of attribute 2'), '3');
    const bar = screen.getByRole('region', { name: 'Unsaved changes' });
    expect(within(bar).getByText('2 changes')).toBeTruthy();
    await user.click(within(bar).getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull());
    expect(server.sentTo('PATCH /api/v1/people/usr_1')[0]).toMatchObject({
      etag: '"3"',
      body: { profile: { department: 'Data' }, custom: { team: 'north', floor: '3' } },
    });
  });

  it('keeps what was typed when somebody else was faster, shows theirs, and saves both', async () => {
    const theirs = { ...ANA, email: 'ana.new@example.com', version: 4 };
    let stored: typeof ANA = ANA;
    const server = serve({
      'GET /api/v1/people/usr_1': () => stored,
      'PATCH /api/v1/people/usr_1': ({ body, etag }: { body: object; etag: string }) => {
        if (etag === '"4"') return { ...theirs, ...body, version: 5 };
        stored = theirs;
        return refusal({ status: 412, code: 'directory.changed_meanwhile' });
      },
    });
    const { user } = await renderPortal('/admin/users/usr_1', server, 'Ana Ruiz');
    await retype(user, 'Display name', 'Ana R.');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(await screen.findByText('Somebody else changed this user meanwhile')).toBeTruthy();
    expect(screen.getByRole('table', { name: 'Their changes' }).textContent).toContain('ana.new@example.com');
    expect(screen.getByLabelText('Display name')).toHaveProperty('value', 'Ana R.');
    await user.click(screen.getByRole('button', { name: 'Continue with theirs and mine' }));
    expect(screen.getByLabelText('E-mail')).toHaveProperty('value', 'ana.new@example.com');
    expect(screen.getByLabelText('Display name')).toHaveProperty('value', 'Ana R.');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull());
    expect(server.sentTo('PATCH /api/v1/people/usr_1')[1]).toMatchObject({
      etag: '"4"',
      body: { displayName: 'Ana R.', email: 'ana.new@example.com' },
    });
  });

  it('asks before another tab loses what was typed', async () => {
    const { user, address } = await renderPortal('/admin/users/usr_1', serve({}), 'Ana Ruiz');
    await retype(user, 'Display name', 'Ana R.');
    const tabs = within(screen.getByRole('navigation', { name: 'Ana Ruiz' }));
    await user.click(tabs.getByRole('link', { name: 'Groups' }));
    await user.click(await screen.findByRole('button', { name: 'Stay' }));
    expect(screen.getByLabelText('Display name')).toHaveProperty('value', 'Ana R.');
    expect(address()).toBe('/admin/users/usr_1');
  });

  it('puts findings about an attribute beside its row', async () => {
    const findings = [
      { where: 'custom.team', why: 'its name must begin with a letter', fix: 'rename it' },
      { where: 'department', why: 'it is too long', fix: 'shorten it' },
    ];
    const server = serve({ 'PATCH /api/v1/people/usr_1': refusal({ details: { findings } }) });
    const { user } = await renderPortal('/admin/users/usr_1', server, 'Ana Ruiz');
    await retype(user, 'Value of attribute 1', 'south');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(await screen.findByText('its name must begin with a letter – rename it')).toBeTruthy();
    expect(screen.getByLabelText('Name of attribute 1').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('Department (optional)').getAttribute('aria-invalid')).toBe('true');
  });

  it('cannot be changed by who may only look, and says why', async () => {
    const { user } = await renderPortal('/admin/users/usr_1', serve({}, 'read_only'), 'Ana Ruiz');
    expect(await screen.findByText('You can look here, but not change anything')).toBeTruthy();
    expect(screen.getByLabelText('Display name').closest('fieldset')).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: /Actions/ }));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['View as CLI']);
  });
});

describe('actions on a user', () => {
  it('suspends after saying what ends', async () => {
    const server = serve({ 'PATCH /api/v1/people/usr_1': { ...ANA, state: 'suspended', version: 4 } });
    const { user } = await renderPortal('/admin/users/usr_1', server, 'Ana Ruiz');
    await user.click(screen.getByRole('button', { name: /Actions/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Suspend' }));
    const question = await screen.findByRole('alertdialog', { name: 'Suspend Ana Ruiz?' });
    expect(question.textContent).toContain('All their sessions end now');
    await user.click(within(question).getByRole('button', { name: 'Suspend' }));
    await waitFor(() =>
      expect(server.sentTo('PATCH /api/v1/people/usr_1')[0]).toMatchObject({
        etag: '"3"',
        body: { state: 'suspended' },
      }),
    );
  });

  it('does not take a change of the state for somebody else’s version of what is typed', async () => {
    let stored: typeof ANA = ANA;
    const server = serve({
      'GET /api/v1/people/usr_1': () => stored,
      'PATCH /api/v1/people/usr_1': ({ body }: { body: object }) => {
        stored = { ...stored, ...body, version: stored.version + 1 };
        return stored;
      },
    });
    const { user } = await renderPortal('/admin/users/usr_1', server, 'Ana Ruiz');
    await retype(user, 'Display name', 'Ana R.');
    await user.click(screen.getByRole('button', { name: /Actions/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Suspend' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Suspend' }));
    await screen.findByRole('button', { name: 'Activate' });
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await screen.findByRole('heading', { level: 1, name: 'Ana R.' });
    expect(server.sentTo('PATCH /api/v1/people/usr_1').map(({ etag }) => etag)).toEqual(['"3"', '"4"']);
  });

  it('lets only owners change the role', async () => {
    const { user } = await renderPortal('/admin/users/usr_1', serve({}, 'admin'), 'Ana Ruiz');
    await user.click(screen.getByRole('button', { name: /Actions/ }));
    expect(screen.getByRole('menuitem', { name: 'Delete' })).toBeTruthy();
    expect(screen.queryByRole('menuitem', { name: /Role/ })).toBeNull();
  });

  it('gives the help desk the link and the unlocking, and no more', async () => {
    const server = serve(
      {
        'GET /api/v1/people/usr_1': { ...ANA, lockedUntil: '2999-01-01T00:00:00Z' },
        'POST /api/v1/people/usr_1/unlock': { ok: true },
      },
      'help_desk',
    );
    const { user } = await renderPortal('/admin/users/usr_1', server, 'Ana Ruiz');
    await user.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByText('Ana Ruiz can try again')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Actions/ }));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
      'Make link to set password',
      'View as CLI',
    ]);
  });
});

it('saves the groups of a user as ticks, by keyboard too', async () => {
  const groups = [
    { id: 'grp_1', name: 'analysts', description: '' },
    { id: 'grp_2', name: 'finance', description: '' },
  ];
  const server = serve({
    'GET /api/v1/people/usr_1/groups': { items: [groups[0]] },
    'GET /api/v1/groups': pageOf(groups),
    'PUT /api/v1/people/usr_1/groups': { items: groups },
  });
  const { user } = await renderPortal('/admin/users/usr_1/groups', server, 'Ana Ruiz');
  expect(await screen.findByRole('checkbox', { name: 'analysts' })).toHaveProperty('checked', true);
  await user.keyboard('jjx');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() =>
    expect(server.sentTo('PUT /api/v1/people/usr_1/groups')[0]?.body).toEqual({ groupIds: ['grp_1', 'grp_2'] }),
  );
});

it('removes a lost factor after asking, and ends sessions', async () => {
  const server = serve({
    'GET /api/v1/people/usr_1/factors': {
      items: [{ id: 'fac_1', kind: 'totp', name: 'Phone', createdAt: '2026-01-01T00:00:00Z', lastUsedAt: null }],
    },
    'GET /api/v1/people/usr_1/sessions': { items: [] },
    'DELETE /api/v1/people/usr_1/factors/fac_1': { ok: true },
  });
  const { user } = await renderPortal('/admin/users/usr_1/security', server, 'Ana Ruiz');
  await user.click(await screen.findByRole('button', { name: 'Remove Phone' }));
  const question = await screen.findByRole('alertdialog', { name: 'Remove Phone?' });
  await user.click(within(question).getByRole('button', { name: 'Remove factor' }));
  expect(await screen.findByText('Second factor removed')).toBeTruthy();
  expect(screen.getByText('Not signed in anywhere.')).toBeTruthy();
});

it('says that there is no such user', async () => {
  const server = fakeServer({
    'GET /api/v1/session': session('admin'),
    'GET /api/v1/people/gone': refusal({ status: 404, what: 'there is no such person' }),
  });
  await renderPortal('/admin/users/gone', server);
  expect((await screen.findByRole('alert')).textContent).toContain('There is no such person');
});
