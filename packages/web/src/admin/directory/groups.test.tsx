import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, pageOf, refusal, session } from '../../testing/fake-server.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const GROUP = {
  id: 'grp_1',
  name: 'analysts',
  description: 'Marts',
  memberCount: 2,
  applicationCount: 0,
  version: 1,
  createdAt: '2026-01-01T00:00:00Z',
};
const serve = (answers: Record<string, unknown>) =>
  fakeServer({
    'GET /api/v1/session': session('admin'),
    'GET /api/v1/groups': pageOf([GROUP]),
    'GET /api/v1/groups/grp_1': GROUP,
    'GET /api/v1/people': pageOf([
      { id: 'usr_1', username: 'ana', displayName: 'Ana Ruiz', email: 'ana@example.com', state: 'active' },
    ]),
    'GET /api/v1/applications': pageOf([]),
    ...answers,
  });

describe('groups', () => {
  it('deletes after the number was typed', async () => {
    const server = serve({ 'POST /api/v1/groups/delete': { deleted: 1 } });
    const { user } = await renderPortal('/admin/groups', server);
    await user.click(await screen.findByRole('checkbox', { name: 'Select analysts' }));
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    const question = await screen.findByRole('alertdialog', { name: 'Delete 1 group?' });
    await user.type(within(question).getByLabelText('Type 1 to confirm'), '1{Enter}');
    expect(await screen.findByText('1 group deleted')).toBeTruthy();
    expect(server.sentTo('POST /api/v1/groups/delete')[0]?.body).toEqual({ ids: ['grp_1'], count: 1 });
  });

  it('tells beside the name why the server refuses a hyphen', async () => {
    const findings = [{ where: 'name', why: 'it has a hyphen', fix: 'choose "redshift_dbgroup"' }];
    const server = serve({ 'POST /api/v1/groups': refusal({ details: { findings } }) });
    const { user } = await renderPortal('/admin/groups/new', server);
    await user.type(screen.getByLabelText('Name'), 'redshift-dbgroup');
    await user.click(screen.getByRole('button', { name: 'Save group' }));
    expect(await screen.findByText('it has a hyphen – choose "redshift_dbgroup"')).toBeTruthy();
  });

  it('is made with its people, and goes on to its applications', async () => {
    const server = serve({
      'POST /api/v1/groups': GROUP,
      'GET /api/v1/groups/grp_1/applications': { items: [] },
    });
    const { user, address } = await renderPortal('/admin/groups/new', server);
    await user.type(screen.getByLabelText('Name'), 'analysts');
    await user.type(screen.getByRole('combobox', { name: 'Users (optional)' }), 'ana');
    await user.click(await screen.findByRole('option', { name: /Ana Ruiz/ }));
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Save group' }));
    await waitFor(() => expect(address()).toBe('/admin/groups/grp_1/apps'));
    expect(server.sentTo('POST /api/v1/groups')[0]?.body).toMatchObject({ name: 'analysts', personIds: ['usr_1'] });
  });

  it('warns that renaming does not rename the database’s group', async () => {
    const { user } = await renderPortal('/admin/groups/grp_1', serve({}), 'analysts');
    await user.type(screen.getByLabelText('Name'), '2');
    expect(screen.getByText('Renaming does not rename the group in the database')).toBeTruthy();
  });

  it('removes the ticked members', async () => {
    const server = serve({
      'GET /api/v1/groups/grp_1/members': pageOf([
        {
          id: 'usr_1',
          username: 'ana',
          displayName: 'Ana Ruiz',
          email: 'a@example.com',
          state: 'active',
          department: null,
        },
      ]),
      'POST /api/v1/groups/grp_1/members': { added: 0, removed: 1 },
    });
    const { user } = await renderPortal('/admin/groups/grp_1/members', server, 'analysts');
    await user.click(await screen.findByRole('checkbox', { name: 'Select Ana Ruiz' }));
    await user.click(screen.getByRole('button', { name: 'Remove from group' }));
    expect(await screen.findByText('1 user removed from analysts')).toBeTruthy();
    expect(server.sentTo('POST /api/v1/groups/grp_1/members')[0]?.body).toEqual({ remove: ['usr_1'] });
  });

  it('ticks an application with its role, and shows a wrong role beside it', async () => {
    const application = {
      applicationId: 'app_1',
      name: 'redshift',
      label: 'Redshift',
      isEntitled: false,
      roleArn: null,
    };
    const findings = [{ where: 'roleArn', why: 'it is not the ARN of a role', fix: 'copy it again' }];
    const server = serve({
      'GET /api/v1/groups/grp_1/applications': { items: [application] },
      'GET /api/v1/applications': pageOf([
        { id: 'app_1', label: 'Redshift', connector: 'redshift', colour: '#1f5eff', logoUrl: null },
      ]),
      'PUT /api/v1/groups/grp_1/applications/app_1': refusal({ details: { findings } }),
    });
    const { user } = await renderPortal('/admin/groups/grp_1/apps', server, 'analysts');
    await user.click(await screen.findByRole('checkbox', { name: 'Let the group use Redshift' }));
    await user.type(await screen.findByLabelText('IAM role of Redshift (optional)'), 'nonsense');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(await screen.findByText('it is not the ARN of a role – copy it again')).toBeTruthy();
    expect(server.sentTo('PUT /api/v1/groups/grp_1/applications/app_1')[0]?.body).toEqual({ roleArn: 'nonsense' });
  });

  it('says which applications were saved and which not, and keeps those ticked', async () => {
    const one = (applicationId: string, label: string) => ({
      ...{ applicationId, label, name: label.toLowerCase(), roleArn: null },
      isEntitled: false,
    });
    let items = [one('app_1', 'Redshift'), one('app_2', 'Wiki')];
    const server = serve({
      'GET /api/v1/groups/grp_1/applications': () => ({ items }),
      'PUT /api/v1/groups/grp_1/applications/app_1': refusal({ why: 'it was deleted', fix: 'load the page again' }),
      'PUT /api/v1/groups/grp_1/applications/app_2': () => {
        items = items.map((each) => (each.label === 'Wiki' ? { ...each, isEntitled: true } : each));
        return { ok: true };
      },
    });
    const { user } = await renderPortal('/admin/groups/grp_1/apps', server, 'analysts');
    await user.click(await screen.findByRole('checkbox', { name: 'Let the group use Redshift' }));
    await user.click(screen.getByRole('checkbox', { name: 'Let the group use Wiki' }));
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    const banner = await screen.findByRole('alert');
    expect(banner.textContent).toContain('1 of 2 changes were saved');
    expect(banner.textContent).toContain('Saved: Wiki.');
    expect(banner.textContent).toContain('Not saved: Redshift. It was deleted – load the page again');
    expect(screen.getByRole('checkbox', { name: 'Let the group use Redshift' })).toHaveProperty('checked', true);
    expect(screen.getByText('1 change')).toBeTruthy();
  });
});
