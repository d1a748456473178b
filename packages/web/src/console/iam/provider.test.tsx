// The page of one identity provider: what it says, its documents, and what can be done to it.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ADMIN_SESSION, type FakeAnswers, fakeApi, refusal } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { listOf, PROVIDER } from './testing/samples.ts';

const PATH = '/aws/iam/providers/redshift-sso';
const api = (answers: FakeAnswers = {}) => fakeApi({ getSamlProvider: () => PROVIDER, ...answers });
const chooseFile = (text: string) => {
  const input = document.querySelector('input[type=file]');
  if (input === null) throw new Error('no file can be chosen');
  fireEvent.change(input, { target: { files: [new File([text], 'metadata.xml', { type: 'text/xml' })] } });
};

test('shows the ARN to copy, what the metadata says, and who trusts it', async () => {
  const { user } = await renderPage(PATH, api().request);
  await user.click(await screen.findByRole('button', { name: 'Copy ARN' }));
  expect(await navigator.clipboard.readText()).toBe(PROVIDER.arn);
  expect(screen.getByText('Valid')).toBeTruthy();
  expect(screen.getByText('https://sso.example/saml2/redshift')).toBeTruthy();
  expect(screen.getByText('· HTTP-POST')).toBeTruthy();
  const certificates = screen.getByRole('list', { name: /^Certificates of/ });
  expect(within(certificates).getAllByRole('listitem')).toHaveLength(2);
  expect(within(certificates).getByText('soon')).toBeTruthy();
  const roles = within(screen.getByRole('list', { name: 'Roles' })).getAllByRole('listitem');
  expect(roles.map(({ textContent }) => textContent)).toEqual(PROVIDER.trustedBy);
});

test('gives both documents, and says what AWS’s own would do to the ACS', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { user } = await renderPage(PATH, api().request);
  await user.click(await screen.findByRole('button', { name: 'Download identity provider metadata' }));
  await user.click(screen.getByRole('button', { name: 'Download service provider metadata' }));
  expect(click.mock.contexts.map((link) => (link as HTMLAnchorElement).getAttribute('href'))).toEqual([
    '/api/v1/aws/iam/saml-providers/redshift-sso/metadata',
    '/api/v1/aws/sign-in/metadata',
  ]);
  click.mockRestore();
  const own = screen.getByRole('region', { name: 'Service provider metadata' });
  expect(own.textContent).toContain('leave the ACS unticked');
});

test.each([
  ['soon', 'The metadata ends on 2126-01-02', 'Ends soon'],
  ['expired', 'The metadata ended on 2126-01-02', 'Expired'],
] as const)('warns of metadata that is %s', async (expiry, title, badge) => {
  await renderPage(PATH, api({ getSamlProvider: () => ({ ...PROVIDER, expiry }) }).request);
  expect(await screen.findByText(title)).toBeTruthy();
  expect(screen.getByText(badge)).toBeTruthy();
});

test('has words for a document that it cannot read, and for no role', async () => {
  const bare = { ...PROVIDER, identityProviders: [], trustedBy: [] };
  await renderPage(PATH, api({ getSamlProvider: () => bare }).request);
  expect(await screen.findByText('Keyshift cannot read this document.')).toBeTruthy();
  expect(screen.getByText(/^No role yet/)).toBeTruthy();
});

test('says that there is none of that name', async () => {
  const { request } = api({
    getSamlProvider() {
      throw refusal(404, { code: 'idp.saml_provider_unknown', what: 'The identity provider was not found' });
    },
  });
  await renderPage(PATH, request);
  expect((await screen.findByRole('alert')).textContent).toContain('The identity provider was not found');
  expect(screen.queryByRole('button', { name: 'Actions' })).toBeNull();
});

test('replaces the metadata on top of what was seen', async () => {
  const { request, calls } = api({ replaceSamlMetadata: () => ({ ...PROVIDER, version: 8 }) });
  const { user } = await renderPage(PATH, request);
  await user.click(await screen.findByRole('button', { name: 'Replace metadata' }));
  const dialog = await screen.findByRole('dialog');
  chooseFile('<newer/>');
  await within(dialog).findByText('metadata.xml');
  await user.click(within(dialog).getByRole('button', { name: 'Replace metadata' }));
  expect(await screen.findByText('Metadata of redshift-sso replaced')).toBeTruthy();
  const sent = calls.find(({ name }) => name === 'replaceSamlMetadata');
  expect([sent?.body, sent?.etag]).toEqual([{ metadata: '<newer/>' }, '"7"']);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('tells that somebody else was faster, and replaces theirs only when asked again', async () => {
  let stored = PROVIDER;
  const { request, calls } = api({
    getSamlProvider: () => stored,
    replaceSamlMetadata({ etag }) {
      if (etag === '"9"') return { ...PROVIDER, version: 10 };
      stored = { ...PROVIDER, version: 9 };
      throw refusal(412, { code: 'directory.changed_meanwhile', what: 'Nothing was saved' });
    },
  });
  const { user } = await renderPage(PATH, request);
  await user.click(await screen.findByRole('button', { name: 'Replace metadata' }));
  const dialog = await screen.findByRole('dialog');
  chooseFile('<mine/>');
  await within(dialog).findByText('metadata.xml');
  const replace = within(dialog).getByRole('button', { name: 'Replace metadata' });
  await user.click(replace);
  expect(await screen.findByText('Somebody else replaced this metadata meanwhile')).toBeTruthy();
  await user.click(replace);
  expect(await screen.findByText('Metadata of redshift-sso replaced')).toBeTruthy();
  expect(calls.filter(({ name }) => name === 'replaceSamlMetadata').map(({ etag }) => etag)).toEqual(['"7"', '"9"']);
});

test('says at its field what is wrong with another document', async () => {
  const findings = [{ where: 'metadata', why: 'this is a web page', fix: 'export it' }];
  const { request } = api({
    replaceSamlMetadata() {
      throw refusal(400, { code: 'idp.input_invalid', what: 'Not accepted', findings });
    },
  });
  const { user } = await renderPage(PATH, request);
  await user.click(await screen.findByRole('button', { name: 'Replace metadata' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Replace metadata' }));
  expect(await within(dialog).findByText('this is a web page – export it')).toBeTruthy();
});

test('deletes only after its name was typed, and says which roles lose it', async () => {
  const { request, calls } = api({
    deleteSamlProvider: () => ({ ok: true as const }),
    listSamlProviders: () => listOf([]),
  });
  const { user, address } = await renderPage(PATH, request);
  await user.click(await screen.findByRole('button', { name: 'Actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete redshift-sso?' });
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(PROVIDER.trustedBy);
  const button = within(dialog).getByRole('button', { name: 'Delete identity provider' });
  await user.type(within(dialog).getByLabelText('Type redshift-sso to confirm'), 'redshift{Enter}');
  expect(button).toHaveProperty('disabled', true);
  await user.type(within(dialog).getByLabelText('Type redshift-sso to confirm'), '-sso');
  await user.click(button);
  await waitFor(() => expect(address()).toBe('/aws/iam/providers'));
  expect(await screen.findByText('Identity provider redshift-sso deleted')).toBeTruthy();
  expect(calls.filter(({ name }) => name === 'deleteSamlProvider').map(({ params }) => params)).toEqual([
    { name: 'redshift-sso' },
  ]);
});

test('keeps the question open when AWS refuses', async () => {
  const { request } = api({
    getSamlProvider: () => ({ ...PROVIDER, trustedBy: [] }),
    deleteSamlProvider() {
      throw refusal(409, { code: 'idp.aws_refused', what: 'AWS refused this' });
    },
  });
  const { user } = await renderPage(PATH, request);
  await user.click(await screen.findByRole('button', { name: 'Actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(/No role trusts it/)).toBeTruthy();
  await user.type(within(dialog).getByLabelText('Type redshift-sso to confirm'), 'redshift-sso{Enter}');
  expect((await within(dialog).findByRole('alert')).textContent).toContain('AWS refused this');
});

test('offers no change to who may only look', async () => {
  const { request } = api({ getSession: () => ({ ...ADMIN_SESSION, role: 'read_only' as const }) });
  const { user } = await renderPage(PATH, request);
  await user.click(await screen.findByRole('button', { name: 'Actions' }));
  expect((await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)).toEqual(['View as JSON']);
  expect(screen.queryByRole('button', { name: 'Replace metadata' })).toBeNull();
  await user.click(screen.getByRole('menuitem', { name: 'View as JSON' }));
  expect((await screen.findByRole('dialog')).textContent).toContain('"version": 7');
});
