import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ADMIN_SESSION, type FakeAnswers, refusal } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { APPLICATION, applicationApi, CATALOGUE, ID } from '../testing/samples.ts';

const api = (answers: FakeAnswers = {}) =>
  applicationApi({
    checkSsoPath: ({ query }) => ({
      usable: query['value'] !== 'taken',
      why: query['value'] === 'taken' ? 'Another application has this address' : null,
      url: `https://sso.example.com/saml2/${query['value']}`,
    }),
    createApplication: () => APPLICATION,
    ...answers,
  });

test('leads from the catalogue to the saved application', async () => {
  const { request, sent } = api();
  const { user, address } = await renderPage('/admin/applications/new', request);
  const links = await screen.findAllByRole('link', { name: /^(Amazon Redshift|Bookmark)$/ });
  expect(links.map(({ textContent }) => textContent)).toEqual(['Amazon Redshift', 'Bookmark']);
  expect(screen.getByText('Also known as data warehouse')).toBeTruthy();
  await user.click(screen.getByRole('link', { name: 'Amazon Redshift' }));
  const label = await screen.findByLabelText('Display Label');
  expect(address()).toBe('/admin/applications/new?connector=redshift');
  await user.clear(label);
  await user.type(label, 'Analytics');
  await user.click(screen.getByRole('radio', { name: 'Amber' }));
  await user.click(screen.getByRole('checkbox', { name: /Show in User Portal/ }));
  await user.click(screen.getByRole('button', { name: 'Save Application' }));
  const configure = await screen.findByRole('link', { name: 'Configure Application' });
  expect(configure.getAttribute('href')).toBe(`/admin/applications/${ID}/sso`);
  expect(screen.getByRole('link', { name: 'Close' }).getAttribute('href')).toBe('/admin/applications');
  expect(sent('createApplication')).toEqual([
    { connector: 'redshift', label: 'Analytics', description: '', colour: '#FFB000', showInPortal: false },
  ]);
});

test('checks the address while it is typed and says that it stays', async () => {
  const { request, sent } = api();
  const { user } = await renderPage('/admin/applications/new?connector=redshift', request);
  await user.click(await screen.findByRole('button', { name: 'Advanced settings' }));
  const field = screen.getByLabelText('SSO IdP URL');
  expect(field).toHaveProperty('value', 'amazon-redshift');
  expect(screen.getByText(/cannot be changed after/)).toBeTruthy();
  await user.clear(field);
  await user.type(field, 'taken');
  expect(await screen.findByText('Another application has this address')).toBeTruthy();
  await user.type(field, '-2');
  expect(await screen.findByText('Free: https://sso.example.com/saml2/taken-2')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save Application' }));
  await waitFor(() => expect(sent('createApplication')).toMatchObject([{ ssoPath: 'taken-2' }]));
});

test('asks a bookmark for its address and for nothing of SAML', async () => {
  const { request } = api({
    createApplication: () => {
      throw refusal(422, {
        code: 'directory.invalid',
        what: 'Some values do not fit',
        findings: [{ where: 'bookmarkUrl', why: 'it must begin with https://', fix: 'correct it' }],
      });
    },
  });
  const { user } = await renderPage('/admin/applications/new?connector=bookmark', request);
  await user.type(await screen.findByLabelText('Display Label'), 'Wiki');
  expect(screen.queryByRole('button', { name: 'Advanced settings' })).toBeNull();
  await user.type(screen.getByLabelText('Bookmark URL'), 'wiki');
  await user.click(screen.getByRole('button', { name: 'Save Application' }));
  expect(await screen.findByText(/it must begin with https/)).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Bookmark URL')));
});

test('does not ask the server without a label', async () => {
  const { request, sent } = api();
  const { user } = await renderPage('/admin/applications/new?connector=bookmark', request);
  await user.click(await screen.findByRole('button', { name: 'Save Application' }));
  expect(screen.getByText('Write the name people know it by')).toBeTruthy();
  expect(sent('createApplication')).toEqual([]);
});

test('searches by other names', async () => {
  const { request } = api({
    listCatalogue: ({ query }) => (query['search'] === 'nothing' ? { items: [] } : CATALOGUE),
  });
  const { user, address } = await renderPage('/admin/applications/new', request);
  await user.type(await screen.findByRole('searchbox', { name: 'Search the catalogue' }), 'nothing{Enter}');
  expect(await screen.findByText('Nothing matches “nothing”')).toBeTruthy();
  expect(address()).toBe('/admin/applications/new?q=nothing');
});

test('tells who may not add why', async () => {
  const { request } = api({ getSession: () => ({ ...ADMIN_SESSION, role: 'help_desk' }) });
  await renderPage('/admin/applications/new', request);
  expect(await screen.findByText('Your role may not add applications')).toBeTruthy();
});
