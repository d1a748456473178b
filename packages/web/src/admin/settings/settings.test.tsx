import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, refusal, session } from '../../testing/fake-server.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const SETTINGS = {
  organisation: 'Example',
  supportContact: null,
  password: { minimumLength: 12, refuseCommon: true, refuseOwnName: true, history: 0, expiresAfterDays: 0 },
  signIn: {
    secondFactor: 'optional',
    lockAfterFailures: 5,
    lockSeconds: 30,
    sessionIdleMinutes: 480,
    sessionHours: 12,
  },
  mail: { host: 'smtp.example.com', port: 587, security: 'starttls', username: null, from: 'a@b.c', hasPassword: true },
  version: 7,
};
type Role = Parameters<typeof session>[0];
const serve = (answers: Record<string, unknown> = {}, role: Role = 'owner') =>
  fakeServer({ 'GET /api/v1/session': session(role), 'GET /api/v1/settings': SETTINGS, ...answers });
const SAVED = { 'PATCH /api/v1/settings': { ...SETTINGS, version: 8 } };

describe('settings', () => {
  it('checks limits while typing, and saves numbers', async () => {
    const server = serve(SAVED);
    const { user } = await renderPortal('/admin/settings/sign-in', server);
    const field = await screen.findByLabelText('Minimum length');
    await user.clear(field);
    await user.type(field, '4');
    await user.tab();
    expect(await screen.findByText('write a whole number from 8 to 64')).toBeTruthy();
    await user.clear(field);
    await user.type(field, '14');
    await user.click(screen.getByRole('radio', { name: /Every administrator/ }));
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(server.sentTo('PATCH /api/v1/settings')).toHaveLength(1));
    expect(server.sentTo('PATCH /api/v1/settings')[0]).toMatchObject({
      etag: '"7"',
      body: { password: { minimumLength: 14 }, signIn: { secondFactor: 'administrators', lockSeconds: 30 } },
    });
  });

  it('puts the server’s findings beside nested fields', async () => {
    const findings = [{ where: 'signIn.lockSeconds', why: 'too short', fix: 'write more' }];
    const { user } = await renderPortal(
      '/admin/settings/sign-in',
      serve({ 'PATCH /api/v1/settings': refusal({ details: { findings } }) }),
    );
    await user.type(await screen.findByLabelText('First lock, in seconds'), '0');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    expect(await screen.findByText('too short – write more')).toBeTruthy();
  });

  it('never shows the mail password, and sends it only when it is replaced', async () => {
    const server = serve(SAVED);
    const { user } = await renderPortal('/admin/settings/mail', server);
    await screen.findByText('Set');
    await user.type(screen.getByLabelText('User name (optional)'), 'mailer');
    await user.click(screen.getByRole('button', { name: 'Replace' }));
    await user.type(screen.getByLabelText('New password'), 'hunter22');
    await user.click(screen.getByRole('button', { name: /Show$/ }));
    expect(screen.getByRole('table', { name: 'Changes' }).textContent).not.toContain('hunter22');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(server.sentTo('PATCH /api/v1/settings')).toHaveLength(1));
    expect(server.sentTo('PATCH /api/v1/settings')[0]?.body).toEqual({
      mail: {
        host: 'smtp.example.com',
        port: 587,
        security: 'starttls',
        username: 'mailer',
        from: 'a@b.c',
        password: 'hunter22',
      },
    });
  });

  it('sends a test mail through what is saved', async () => {
    const { user } = await renderPortal(
      '/admin/settings/mail',
      serve({ 'POST /api/v1/settings/mail/test': { mailedTo: 'root@example.com' } }),
    );
    await user.click(await screen.findByRole('button', { name: 'Send test mail' }));
    expect(await screen.findByText(/Sent to root@example.com/)).toBeTruthy();
  });

  it('can only be read by administrators who are no owners', async () => {
    await renderPortal('/admin/settings', serve({}, 'admin'));
    expect((await screen.findByText(/Only owners may/)).textContent).toContain('Administrator');
    expect((await screen.findByLabelText('Name')).closest('fieldset')).toHaveProperty('disabled', true);
  });
});

describe('API keys', () => {
  const key = {
    id: 'key_1',
    name: 'nightly import',
    scopes: ['read'],
    createdBy: 'Root Admin',
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: '2027-01-01T00:00:00Z',
    lastUsedAt: null,
    state: 'active',
  };

  it('shows the secret once', async () => {
    const server = serve({
      'GET /api/v1/api-keys': { items: [key] },
      'POST /api/v1/api-keys': { key, secret: 'ks_abc' },
    });
    const { user } = await renderPortal('/admin/settings/api-keys', server);
    await user.click(await screen.findByRole('button', { name: 'Create API key' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Name'), 'nightly import');
    await user.click(within(dialog).getByRole('checkbox', { name: /Manage/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Create key' }));
    expect(await screen.findByText('ks_abc')).toBeTruthy();
    expect(server.sentTo('POST /api/v1/api-keys')[0]?.body).toEqual({
      name: 'nightly import',
      scopes: ['read', 'manage'],
      days: 90,
    });
    await user.click(screen.getByRole('button', { name: 'I have copied it' }));
    await user.click(screen.getByRole('button', { name: 'Create API key' }));
    await screen.findByRole('dialog');
    expect(screen.queryByText('ks_abc')).toBeNull();
  });

  it('does not offer more than one may oneself', async () => {
    const { user } = await renderPortal(
      '/admin/settings/api-keys',
      serve({ 'GET /api/v1/api-keys': { items: [] } }, 'admin'),
    );
    await user.click(await screen.findByRole('button', { name: 'Create API key' }));
    expect(await screen.findByRole('checkbox', { name: /^Own/ })).toHaveProperty('disabled', true);
  });

  it('is revoked after a question', async () => {
    const server = serve({ 'GET /api/v1/api-keys': { items: [key] }, 'DELETE /api/v1/api-keys/key_1': { ok: true } });
    const { user } = await renderPortal('/admin/settings/api-keys', server);
    await user.click(await screen.findByRole('button', { name: 'Revoke nightly import' }));
    await user.click(await screen.findByRole('button', { name: 'Revoke key' }));
    expect(await screen.findByText('nightly import no longer works')).toBeTruthy();
  });
});

it('changes the role of an administrator', async () => {
  const person = {
    id: 'usr_2',
    username: 'ben',
    displayName: 'Ben',
    email: 'b@example.com',
    state: 'active',
    role: 'admin',
    department: null,
    groupCount: 0,
    lastSignInAt: null,
    hasSecondFactor: false,
  };
  const server = serve({
    'GET /api/v1/administrators': { items: [person] },
    'PUT /api/v1/people/usr_2/role': { ...person, role: 'help_desk' },
  });
  const { user } = await renderPortal('/admin/settings/administrators', server);
  expect(await screen.findByText('Some administrators have no second factor')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Change the role of Ben' }));
  await user.click(await screen.findByRole('radio', { name: /Help desk/ }));
  await user.click(screen.getByRole('button', { name: 'Change role' }));
  expect(await screen.findByText('Ben: Help desk')).toBeTruthy();
  expect(server.sentTo('PUT /api/v1/people/usr_2/role')[0]?.body).toEqual({ role: 'help_desk' });
});
