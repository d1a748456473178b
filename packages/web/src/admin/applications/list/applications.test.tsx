import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ADMIN_SESSION, type FakeAnswers, fakeApi } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { applicationApi, CATALOGUE, row } from '../testing/samples.ts';

const LIST = {
  items: [row({ id: 'app_1', label: 'Analytics' }), row({ id: 'app_2', label: 'Finance' })],
  next: null,
  previous: null,
  total: 2,
  totalIsCapped: false,
};
const api = (answers: FakeAnswers = {}) =>
  applicationApi({ listApplications: () => LIST, listCatalogue: () => CATALOGUE, ...answers });

test('says what each application is and what needs attention', async () => {
  await renderPage('/admin/applications', api().request);
  const line = await screen.findByRole('row', { name: /Analytics/ });
  expect(within(line).getByText('Amazon Redshift')).toBeTruthy();
  expect(within(line).getByText('Active')).toBeTruthy();
  expect(within(line).getByText('2 groups')).toBeTruthy();
  expect(within(line).getByText('soon')).toBeTruthy();
});

test('opens by a click anywhere in the row', async () => {
  const { user, address } = await renderPage('/admin/applications', api().request);
  await user.click(await screen.findByText('never', { selector: 'tr:last-child span' }));
  await waitFor(() => expect(address()).toBe('/admin/applications/app_2/general'));
});

test('asks the server for what the address says', async () => {
  const { request, calls } = api();
  await renderPage('/admin/applications?q=ana&state=inactive&connector=redshift&sort=-label', request);
  await screen.findByRole('row', { name: /Analytics/ });
  expect(calls.find(({ name, query }) => name === 'listApplications' && query['state'] === 'inactive')?.query).toEqual({
    limit: '25',
    search: 'ana',
    state: 'inactive',
    connector: 'redshift',
    direction: 'desc',
  });
});

test('deletes the ticked ones only after their number was typed', async () => {
  const { request, sent } = api({ deleteApplications: () => ({ deleted: 2 }) });
  const { user } = await renderPage('/admin/applications', request);
  await user.click(await screen.findByRole('checkbox', { name: 'Select all on this page' }));
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete 2 applications?' });
  const button = within(dialog).getByRole('button', { name: 'Delete applications' });
  await user.type(within(dialog).getByLabelText('Type 2 to confirm'), '1');
  expect(button).toHaveProperty('disabled', true);
  await user.clear(within(dialog).getByLabelText('Type 2 to confirm'));
  await user.type(within(dialog).getByLabelText('Type 2 to confirm'), '2');
  await user.click(button);
  expect(await screen.findByText('2 applications deleted')).toBeTruthy();
  expect(sent('deleteApplications')).toEqual([{ ids: ['app_1', 'app_2'], count: 2 }]);
  expect(screen.queryByText('2 selected')).toBeNull();
});

test('exports metadata and files of the ticked ones', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { user } = await renderPage('/admin/applications', api().request);
  await user.click(await screen.findByRole('checkbox', { name: 'Select Finance' }));
  await user.click(screen.getByRole('button', { name: 'Export metadata' }));
  await user.click(screen.getByRole('button', { name: 'Export as file' }));
  expect(click.mock.contexts.map((link) => (link as HTMLAnchorElement).getAttribute('href'))).toEqual([
    '/saml2/finance/metadata?download',
    '/api/v1/applications/app_2/export',
  ]);
  click.mockRestore();
});

test('offers neither adding nor deleting to who may only read', async () => {
  const { request } = api({ getSession: () => ({ ...ADMIN_SESSION, role: 'read_only' }) });
  const { user } = await renderPage('/admin/applications', request);
  await user.click(await screen.findByRole('checkbox', { name: 'Select Finance' }));
  expect(screen.getByRole('button', { name: 'Export metadata' })).toHaveProperty('disabled', false);
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Add New Application' })).toBeNull();
});

test('says what to do while there are none', async () => {
  const { request } = fakeApi({
    listApplications: () => ({ ...LIST, items: [], total: 0 }),
    listCatalogue: () => CATALOGUE,
  });
  await renderPage('/admin/applications', request);
  expect(await screen.findByText('No applications yet')).toBeTruthy();
  expect(screen.getAllByRole('link', { name: 'Add New Application' })).toHaveLength(2);
});
