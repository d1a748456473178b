import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ADMIN_SESSION, type FakeAnswers, refusal } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { APPLICATION, applicationApi, ID } from '../testing/samples.ts';

const { id: _id, kind: _kind, state: _state, logoUrl: _logo, urls: _urls, findings: _findings, ...rest } = APPLICATION;
const FILE = {
  format: 'keyshift-application',
  formatVersion: 1,
  exportedAt: '2026-11-01T10:00:00Z',
  application: rest,
};

async function choose(content: string, answers: FakeAnswers = {}) {
  const api = applicationApi({
    checkSsoPath: ({ query }) => ({ usable: true, why: null, url: `https://sso.example.com/saml2/${query['value']}` }),
    importApplication: () => ({ application: null, findings: [] }),
    ...answers,
  });
  const { user, address } = await renderPage('/admin/applications/import', api.request);
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('the page takes no file');
  await user.upload(input, new File([content], 'analytics.json', { type: 'application/json' }));
  return { ...api, user, address };
}

test('shows what a file would become, and adds it under a name of its own', async () => {
  const { user, sent, address } = await choose(JSON.stringify(FILE), {
    importApplication: ({ body }) => ({
      application: (body as { dryRun: boolean }).dryRun ? null : APPLICATION,
      findings: [],
    }),
  });
  const label = await screen.findByLabelText('Display Label');
  expect(screen.getByText('Role, SessionDuration, DbUser, DbGroups')).toBeTruthy();
  expect(screen.getByText('http://localhost:7890/redshift/')).toBeTruthy();
  await user.type(label, ' 2');
  expect(screen.getByLabelText('SSO IdP URL')).toHaveProperty('value', 'analytics-2');
  await user.click(screen.getByRole('button', { name: 'Add application' }));
  await waitFor(() => expect(address()).toBe(`/admin/applications/new?made=${ID}`));
  expect(sent('importApplication')).toEqual([
    { file: FILE, dryRun: true },
    { file: FILE, dryRun: false, label: 'Analytics 2' },
  ]);
});

test('says what a file is that is no export', async () => {
  const { user, sent } = await choose('<EntityDescriptor/>');
  expect(await screen.findByText(/This is XML, not an exported application/)).toBeTruthy();
  const upload = async (content: string) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input !== null) await user.upload(input, new File([content], 'a.json', { type: 'application/json' }));
  };
  await upload('{');
  expect(await screen.findByText(/This is not JSON/)).toBeTruthy();
  await upload('{"name": "package"}');
  expect(await screen.findByText(/not an application that Keyshift exported/)).toBeTruthy();
  await upload(JSON.stringify({ ...FILE, formatVersion: 2 }));
  expect(await screen.findByText(/version 2, and this Keyshift reads version 1/)).toBeTruthy();
  expect(sent('importApplication')).toEqual([]);
});

test('lists what is wrong in the file, and does not offer to add it', async () => {
  const finding = { level: 'error' as const, code: 'directory.invalid', what: 'the file was not imported' };
  await choose(JSON.stringify(FILE), {
    importApplication: () => ({
      application: null,
      findings: [
        { ...finding, where: 'audiense', why: 'an application has no such field', fix: 'did you mean "audience"?' },
        { ...finding, where: 'label', why: 'it is empty', fix: 'write the name that people see' },
      ],
    }),
  });
  expect((await screen.findByRole('row', { name: /audiense/ })).textContent).toContain('did you mean "audience"?');
  expect(screen.getByText('it is empty – write the name that people see')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add application' })).toHaveProperty('disabled', true);
});

test('tells at the label that the name is taken', async () => {
  const { user } = await choose(JSON.stringify(FILE), {
    importApplication: ({ body }) => {
      if ((body as { dryRun: boolean }).dryRun) return { application: null, findings: [] };
      throw refusal(409, { code: 'directory.taken', what: 'nothing was saved' });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Add application' }));
  await waitFor(() => expect(screen.getByLabelText('Display Label').getAttribute('aria-invalid')).toBe('true'));
});

test('tells who may not add why', async () => {
  const api = applicationApi({ getSession: () => ({ ...ADMIN_SESSION, role: 'help_desk' }) });
  await renderPage('/admin/applications/import', api.request);
  expect(await screen.findByText('Your role may not add applications')).toBeTruthy();
});
