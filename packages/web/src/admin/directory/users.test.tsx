import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, pageOf, session } from '../../testing/fake-server.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const row = (id: string, displayName: string, more: object = {}) => ({
  id,
  username: displayName.toLowerCase(),
  displayName,
  email: `${displayName.toLowerCase()}@example.com`,
  state: 'active',
  role: null,
  department: null,
  groupCount: 0,
  lastSignInAt: null,
  ...more,
});
const PEOPLE = [row('usr_1', 'Ana'), row('usr_2', 'Ben', { role: 'owner' })];
const report = (rows: readonly object[]) => ({ dryRun: false, counts: {}, rows });

function serve(more: Record<string, unknown> = {}, role: 'admin' | 'read_only' = 'admin') {
  return fakeServer({ 'GET /api/v1/session': session(role), 'GET /api/v1/people': pageOf(PEOPLE), ...more });
}

async function tickAll(user: Awaited<ReturnType<typeof renderPortal>>['user']) {
  await user.click(await screen.findByRole('checkbox', { name: 'Select all on this page' }));
  await user.click(screen.getByRole('button', { name: 'Actions' }));
}

describe('users', () => {
  it('asks the server for what the address says, and for nothing it would refuse', async () => {
    const server = serve();
    await renderPortal('/admin/users?q=an&state=suspended&administrators=true&sort=-username', server);
    await waitFor(() => expect(server.sentTo('GET /api/v1/people')).toHaveLength(1));
    expect(Object.fromEntries(server.sentTo('GET /api/v1/people')[0]?.query ?? [])).toEqual({
      limit: '25',
      search: 'an',
      sort: 'username',
      direction: 'desc',
      state: 'suspended',
      administrators: 'true',
    });
  });

  it('says what was refused, person by person, after doing something to many', async () => {
    const server = serve({
      'POST /api/v1/people/bulk': report([
        { subject: 'usr_1', name: 'ana', outcome: 'updated', findings: [] },
        {
          subject: 'usr_2',
          name: 'ben',
          outcome: 'refused',
          findings: [
            { level: 'error', code: 'directory.last_owner', what: 'w', why: 'the last owner', fix: 'make one' },
          ],
        },
      ]),
    });
    const { user } = await renderPortal('/admin/users', server);
    await tickAll(user);
    await user.click(screen.getByRole('menuitem', { name: 'Suspend' }));
    const question = await screen.findByRole('alertdialog', { name: 'Suspend 2 users?' });
    expect(question.textContent).toContain('all their sessions end now');
    await user.click(within(question).getByRole('button', { name: 'Suspend 2 users' }));
    const told = await screen.findByRole('dialog', { name: '1 user was refused' });
    expect(told.textContent).toContain('the last owner – make one');
    expect(told.textContent).toContain('1 user was changed');
    expect(server.sentTo('POST /api/v1/people/bulk')[0]?.body).toEqual({ ids: ['usr_1', 'usr_2'], action: 'suspend' });
  });

  it('deletes many only after their number was typed', async () => {
    const server = serve({
      'POST /api/v1/people/bulk': report(
        PEOPLE.map(({ id, username }) => ({ subject: id, name: username, outcome: 'deleted', findings: [] })),
      ),
    });
    const { user } = await renderPortal('/admin/users', server);
    await tickAll(user);
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
    const question = await screen.findByRole('alertdialog');
    const button = within(question).getByRole('button', { name: 'Delete 2 users' });
    expect(button).toHaveProperty('disabled', true);
    await user.type(within(question).getByLabelText('Type 2 to confirm'), '2');
    await user.click(button);
    expect(await screen.findByText('2 people deleted')).toBeTruthy();
    expect(screen.queryByText('2 selected')).toBeNull();
  });

  it('puts many into a group found by name', async () => {
    const server = serve({
      'GET /api/v1/groups': pageOf([{ id: 'grp_1', name: 'analysts', description: 'Marts' }]),
      'POST /api/v1/people/bulk': report([{ subject: 'usr_1', name: 'ana', outcome: 'updated', findings: [] }]),
    });
    const { user } = await renderPortal('/admin/users', server);
    await tickAll(user);
    await user.click(screen.getByRole('menuitem', { name: /Add to group/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Add 2 users to a group' });
    await user.type(within(dialog).getByRole('combobox', { name: 'Group' }), 'ana');
    await user.click(await screen.findByRole('option', { name: /analysts/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Add to group' }));
    await waitFor(() =>
      expect(server.sentTo('POST /api/v1/people/bulk')[0]?.body).toMatchObject({
        action: 'add_to_group',
        groupId: 'grp_1',
      }),
    );
  });

  it('offers nothing to who may only look', async () => {
    await renderPortal('/admin/users', serve({}, 'read_only'));
    expect(await screen.findByRole('link', { name: /Ana/ })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Add user' })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByRole('link', { name: 'Export CSV' }).getAttribute('href')).toBe('/api/v1/people/export');
  });
});
