import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ADMIN_SESSION, refusal } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { applicationApi, ID, KEYS } from '../testing/samples.ts';

const PAGE = `/admin/applications/${ID}/sso`;

test('moves a staged key on after saying what happens', async () => {
  const api = applicationApi({ moveKey: () => KEYS });
  const { user } = await renderPage(PAGE, api.request);
  const staged = await screen.findByRole('listitem', { name: /Staged key/ });
  expect(within(staged).queryByRole('button', { name: 'Activate' })).toBeNull();
  await user.click(within(staged).getByRole('button', { name: 'Publish' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Publish this certificate?' });
  expect(within(dialog).getByText(/goes into the metadata beside the active one/)).toBeTruthy();
  expect(api.sent('moveKey')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Publish' }));
  expect(await screen.findByText('Certificate published')).toBeTruthy();
  expect(api.calls.find(({ name }) => name === 'moveKey')?.params).toEqual({
    id: ID,
    keyId: 'key_2',
    transition: 'publish',
  });
});

test('marks the step that comes next', async () => {
  const { request } = applicationApi();
  await renderPage(PAGE, request);
  const steps = await screen.findByRole('list', { name: 'Changing keys without a gap' });
  const next = within(steps)
    .getAllByRole('listitem')
    .find((step) => step.getAttribute('aria-current') === 'step');
  expect(next?.textContent).toMatch(/Publish, comes next/);
});

test('shows in the dialog why a key cannot be moved', async () => {
  const { request } = applicationApi({
    moveKey: () => {
      throw refusal(409, { code: 'directory.key_state', what: 'The key cannot be deleted now' });
    },
  });
  const { user } = await renderPage(PAGE, request);
  const staged = await screen.findByRole('listitem', { name: /Staged key/ });
  await user.click(within(staged).getByRole('button', { name: 'Delete' }));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('The key cannot be deleted now')).toBeTruthy();
});

test('stages a new key', async () => {
  const { request, sent } = applicationApi({ generateKey: () => KEYS.items[1] as (typeof KEYS.items)[number] });
  const { user } = await renderPage(PAGE, request);
  await user.click(await screen.findByRole('button', { name: 'Regenerate' }));
  await user.click(await screen.findByRole('radio', { name: /RSA 3072/ }));
  await user.click(screen.getByRole('button', { name: 'Stage new key' }));
  await waitFor(() => expect(sent('generateKey')).toEqual([{ algorithm: 'rsa-3072', years: 5 }]));
});

test('says at the field when certificate and key do not belong together', async () => {
  const { request } = applicationApi({
    uploadKey: () => {
      throw refusal(422, {
        code: 'directory.key_pair',
        what: 'They do not match',
        findings: [{ where: 'privateKeyPem', why: 'it belongs to another certificate', fix: '' }],
      });
    },
  });
  const { user } = await renderPage(PAGE, request);
  await user.click(await screen.findByRole('button', { name: 'Upload certificate and key' }));
  await user.type(await screen.findByLabelText('Certificate'), 'a');
  await user.type(screen.getByLabelText('Private key'), 'b');
  await user.click(screen.getByRole('button', { name: 'Stage this key' }));
  expect(await screen.findByText('it belongs to another certificate')).toBeTruthy();
  expect(screen.getByLabelText('Private key').getAttribute('aria-invalid')).toBe('true');
});

test('offers nothing to who may only read', async () => {
  const { request } = applicationApi({ getSession: () => ({ ...ADMIN_SESSION, role: 'read_only' }) });
  await renderPage(PAGE, request);
  expect(await screen.findByText('You can look, not change')).toBeTruthy();
  await screen.findByRole('listitem', { name: /Staged key/ });
  expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Regenerate' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Deactivate SSO' })).toBeNull();
});
