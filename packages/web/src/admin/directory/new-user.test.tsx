import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, pageOf, refusal, session } from '../../testing/fake-server.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const LINK = {
  url: 'https://sso.example.com/login/reset?token=abc',
  mailedTo: null,
  expiresAt: '2030-01-01T10:00:00Z',
};
const serve = (create: unknown) =>
  fakeServer({
    'GET /api/v1/session': session('admin'),
    'GET /api/v1/groups': pageOf([]),
    'POST /api/v1/people': create,
  });

async function fill(user: Awaited<ReturnType<typeof renderPortal>>['user'], username: string) {
  await user.type(screen.getByLabelText('User name'), username);
  await user.type(screen.getByLabelText('Display name'), 'Ana Ruiz');
  await user.type(screen.getByLabelText('E-mail'), 'ana@example.com');
}

describe('adding a user', () => {
  it('refuses capital letters while they are typed, and offers the right spelling', async () => {
    const server = serve({});
    const { user } = await renderPortal('/admin/users/new', server);
    await user.type(screen.getByLabelText('User name'), 'Ana.Ruiz');
    expect(screen.getByText(/Redshift refuses capital letters .* write “ana.ruiz”/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add user' }));
    expect(server.sentTo('POST /api/v1/people')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Use “ana.ruiz”' }));
    expect(screen.getByLabelText('User name')).toHaveProperty('value', 'ana.ruiz');
    expect(screen.queryByText(/Redshift refuses capital/)).toBeNull();
  });

  it('shows the link to set a password once, and what it is good for', async () => {
    const server = serve({ person: { id: 'usr_9', username: 'ana', displayName: 'Ana Ruiz' }, link: LINK });
    const { user } = await renderPortal('/admin/users/new', server);
    await fill(user, 'ana');
    await user.click(screen.getByRole('button', { name: 'Add user' }));
    expect(await screen.findByText('Ana Ruiz was added')).toBeTruthy();
    expect(screen.getByText(LINK.url)).toBeTruthy();
    expect(screen.getByText(/works once, for 30 minutes/)).toBeTruthy();
    expect(server.sentTo('POST /api/v1/people')[0]?.body).toEqual({
      username: 'ana',
      displayName: 'Ana Ruiz',
      email: 'ana@example.com',
      groupIds: [],
      profile: {},
    });
    await user.click(screen.getByRole('button', { name: 'Add another' }));
    expect(screen.queryByText(LINK.url)).toBeNull();
  });

  it('says that the link was mailed, when it was', async () => {
    const person = { id: 'usr_9', username: 'ana', displayName: 'Ana Ruiz' };
    const { user } = await renderPortal(
      '/admin/users/new',
      serve({ person, link: { ...LINK, url: null, mailedTo: 'ana@example.com' } }),
    );
    await fill(user, 'ana');
    await user.click(screen.getByRole('button', { name: 'Add user' }));
    expect(await screen.findByText('ana@example.com')).toBeTruthy();
  });

  it('puts what the server refuses beside its field', async () => {
    const findings = [{ where: 'email', why: '"bob" has this address', fix: 'write another' }];
    const { user } = await renderPortal('/admin/users/new', serve(refusal({ details: { findings } })));
    await fill(user, 'ana');
    await user.click(screen.getByRole('button', { name: 'Add user' }));
    await waitFor(() => expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText('"bob" has this address – write another')).toBeTruthy();
  });
});
