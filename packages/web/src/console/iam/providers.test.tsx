// The list of identity providers, and how one is created.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ADMIN_SESSION, type FakeAnswers, fakeApi, refusal } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { applicationsOf, listOf, PROVIDER } from './testing/samples.ts';

const FIRST = listOf([
  { ...PROVIDER, name: 'redshift-sso' },
  { ...PROVIDER, name: 'old', arn: 'arn:aws:iam::123456789012:saml-provider/old', expiry: 'expired' as const },
]);
const api = (answers: FakeAnswers = {}) => fakeApi({ listSamlProviders: () => FIRST, ...answers });
const readOnly = { getSession: () => ({ ...ADMIN_SESSION, role: 'read_only' as const }) };

test('says what each provider is and which are over, and opens one by a click in its row', async () => {
  const { user, address } = await renderPage('/aws/iam/providers', api({ getSamlProvider: () => PROVIDER }).request);
  const line = await screen.findByRole('row', { name: /redshift-sso/ });
  expect(within(line).getByText(PROVIDER.arn)).toBeTruthy();
  expect(within(line).queryByText('expired')).toBeNull();
  expect(within(screen.getByRole('row', { name: /^old/ })).getByText('expired')).toBeTruthy();
  await user.click(within(line).getByText('SAML'));
  await waitFor(() => expect(address()).toBe('/aws/iam/providers/redshift-sso'));
});

test('asks the server for what the address says', async () => {
  const { request, calls } = api();
  await renderPage('/aws/iam/providers?q=red&sort=-name', request);
  await screen.findByRole('row', { name: /redshift-sso/ });
  const asked = calls.find(({ name }) => name === 'listSamlProviders');
  expect(asked?.query).toEqual({ limit: '25', search: 'red', direction: 'desc' });
});

test('says what to do while there is none, to who may do it', async () => {
  await renderPage('/aws/iam/providers', api({ listSamlProviders: () => listOf([]) }).request);
  expect(await screen.findByText('No identity providers yet')).toBeTruthy();
  expect(screen.getAllByRole('link', { name: 'Create identity provider' })).toHaveLength(2);
});

test('offers nothing to create to who may only look', async () => {
  await renderPage('/aws/iam/providers', api({ listSamlProviders: () => listOf([]), ...readOnly }).request);
  expect(await screen.findByText('An administrator with more rights can create one.')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Create identity provider' })).toBeNull();
});

test('says that AWS did not answer, and asks again', async () => {
  let isDown = true;
  const { request } = api({
    listSamlProviders() {
      if (isDown) throw refusal(502, { code: 'idp.aws_unreachable', what: 'AWS did not answer' });
      return FIRST;
    },
  });
  const { user } = await renderPage('/aws/iam/providers', request);
  expect((await screen.findByRole('alert')).textContent).toContain('AWS did not answer');
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('row', { name: /redshift-sso/ })).toBeTruthy();
});

const NEW = '/aws/iam/providers/new';
const choose = (file: File) => {
  const input = document.querySelector('input[type=file]');
  if (input === null) throw new Error('no file can be chosen');
  fireEvent.change(input, { target: { files: [file] } });
};
const chooseFile = (parts: BlobPart[]) => choose(new File(parts, 'metadata.xml', { type: 'text/xml' }));
const create = () => screen.getByRole('button', { name: 'Create' });
const mistake = (where: string, why: string) => ({ where, why, fix: 'mend it' });

test('creates a provider from a file, letter by letter, and goes to it', async () => {
  const { request, sent } = api({ createSamlProvider: () => PROVIDER, getSamlProvider: () => PROVIDER });
  const { user, address } = await renderPage(NEW, request);
  expect(screen.getByText(/OpenID Connect is not supported/)).toBeTruthy();
  await user.type(screen.getByLabelText('Provider name'), 'redshift-sso');
  chooseFile(['\ufeff<a>\r\n\tBüro</a>']);
  await screen.findByText('metadata.xml');
  await user.click(create());
  await waitFor(() => expect(address()).toBe('/aws/iam/providers/redshift-sso'));
  expect(sent('createSamlProvider')).toEqual([{ name: 'redshift-sso', metadata: '\ufeff<a>\r\n\tBüro</a>' }]);
  expect(await screen.findByText('Identity provider redshift-sso created')).toBeTruthy();
});

test('creates a provider from an application, whose document the server takes', async () => {
  const { request, sent } = api({
    createSamlProvider: () => PROVIDER,
    getSamlProvider: () => PROVIDER,
    listApplications: () => applicationsOf(['Warehouse', 'saml'], ['Wiki', 'bookmark']),
  });
  const { user, address } = await renderPage(NEW, request);
  await user.type(screen.getByLabelText('Provider name'), 'redshift-sso');
  await user.click(screen.getByRole('radio', { name: /An SSO application of this directory/ }));
  await waitFor(() => expect(screen.getByRole('button', { name: /Show SSO application/ })).toBeTruthy());
  await user.click(screen.getByRole('button', { name: /Show SSO application/ }));
  await screen.findByRole('option', { name: /Warehouse/ });
  expect(screen.queryByRole('option', { name: /Wiki/ })).toBeNull();
  await user.click(screen.getByRole('option', { name: /Warehouse/ }));
  await user.click(create());
  await waitFor(() => expect(address()).toBe('/aws/iam/providers/redshift-sso'));
  expect(sent('createSamlProvider')).toEqual([{ name: 'redshift-sso', applicationId: 'app_Warehouse' }]);
});

test('tells every mistake at its field, all at once, and forgets it when the field changes', async () => {
  const findings = [mistake('name', 'a provider needs a name'), mistake('metadata', 'there is no document')];
  const { request, sent } = api({
    createSamlProvider() {
      throw refusal(400, { code: 'idp.input_invalid', what: 'Not accepted', findings });
    },
  });
  const { user } = await renderPage(NEW, request);
  await user.click(create());
  expect(await screen.findByText('a provider needs a name – mend it')).toBeTruthy();
  expect(screen.getByText('there is no document – mend it')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(sent('createSamlProvider')).toEqual([{ name: '', metadata: '' }]);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Provider name')));
  await user.type(screen.getByLabelText('Provider name'), 'x');
  expect(screen.queryByText('a provider needs a name – mend it')).toBeNull();
  chooseFile(['<a/>']);
  await waitFor(() => expect(screen.queryByText('there is no document – mend it')).toBeNull());
});

test('does not send a file that was chosen before one that is too large or no text', async () => {
  const { request, sent } = api({
    createSamlProvider() {
      throw refusal(400, { code: 'idp.input_invalid', what: 'Not accepted', findings: [mistake('metadata', 'none')] });
    },
  });
  const { user } = await renderPage(NEW, request);
  chooseFile(['<good/>']);
  await screen.findByText('metadata.xml');
  chooseFile(['x'.repeat(1_000_001)]);
  expect(await screen.findByText(/is larger than/)).toBeTruthy();
  await user.click(create());
  chooseFile(['<good/>']);
  chooseFile([new Uint8Array([0xff, 0xfe, 0x3c, 0x00])]);
  expect(await screen.findByText(/not text in UTF-8/)).toBeTruthy();
  await user.click(create());
  await waitFor(() => expect(sent('createSamlProvider')).toHaveLength(2));
  expect(sent('createSamlProvider')).toEqual([
    { name: '', metadata: '' },
    { name: '', metadata: '' },
  ]);
});

test('waits for a file that is still being read, and sends the one that was chosen last', async () => {
  const { request, sent } = api();
  const { user } = await renderPage(NEW, request);
  const reads: ((text: string) => void)[] = [];
  const slowFile = (name: string) => {
    const file = new File([], name, { type: 'text/xml' });
    const bytes = new Promise<string>((resolve) => reads.push(resolve));
    return Object.assign(file, { arrayBuffer: async () => new TextEncoder().encode(await bytes).buffer });
  };
  choose(slowFile('first.xml'));
  expect(create()).toHaveProperty('disabled', true);
  choose(slowFile('second.xml'));
  reads[1]?.('<second/>');
  await waitFor(() => expect(create()).toHaveProperty('disabled', false));
  reads[0]?.('<first/>');
  await user.type(screen.getByLabelText('Provider name'), 'x');
  await user.click(create());
  await waitFor(() => expect(sent('createSamlProvider')).toEqual([{ name: 'x', metadata: '<second/>' }]));
});

test('shows what AWS itself refuses, and keeps what was typed', async () => {
  const { request } = api({
    createSamlProvider() {
      throw refusal(409, { code: 'idp.aws_refused', what: 'AWS refused this' });
    },
  });
  const { user } = await renderPage(NEW, request);
  await user.type(screen.getByLabelText('Provider name'), 'redshift-sso');
  await user.click(create());
  expect((await screen.findByRole('alert')).textContent).toContain('AWS refused this');
  expect(screen.getByLabelText('Provider name')).toHaveProperty('value', 'redshift-sso');
});

test('tells who may only look that they cannot create one', async () => {
  await renderPage(NEW, api(readOnly).request);
  expect(await screen.findByText('You can look here, but not change anything')).toBeTruthy();
});
