import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Result } from '../../../api/endpoints.ts';
import { type FakeAnswers, refusal } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { APPLICATION, applicationApi, GROUPS, ID } from '../testing/samples.ts';

const NOTHING = { items: [], before: null };
const at = (tab: string) => `/admin/applications/${ID}/${tab}`;
const open = async (tab: string, answers: FakeAnswers = {}) => {
  const api = applicationApi({ updateApplication: () => APPLICATION, ...answers });
  return { ...api, ...(await renderPage(at(tab), api.request)) };
};

test('saves only what was changed, with the version that was read', async () => {
  const { user, calls } = await open('general');
  const label = await screen.findByLabelText('Display Label');
  await user.clear(label);
  await user.type(label, 'Warehouse');
  await user.click(screen.getByRole('button', { name: /1 change/ }));
  const row = within(screen.getByRole('region', { name: 'Unsaved changes' })).getByRole('row', {
    name: /Display Label/,
  });
  expect(row.textContent).toBe('Display LabelAnalyticsWarehouse');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Analytics saved')).toBeTruthy();
  expect(calls.find(({ name }) => name === 'updateApplication')).toMatchObject({
    body: { label: 'Warehouse' },
    etag: '"7"',
  });
});

test('keeps what was typed when somebody else was faster', async () => {
  let version = 7;
  const newest = (): Result<'getApplication'> => ({
    ...APPLICATION,
    version,
    description: version === 7 ? '' : 'Theirs',
  });
  const { user, calls } = await open('general', {
    getApplication: newest,
    updateApplication: ({ etag }) => {
      if (etag !== `"${version}"`) {
        throw refusal(412, { code: 'directory.changed_meanwhile', what: 'It was changed meanwhile' });
      }
      return newest();
    },
  });
  const label = await screen.findByLabelText('Display Label');
  await user.clear(label);
  await user.type(label, 'Mine');
  version = 8;
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Somebody saved a newer version meanwhile')).toBeTruthy();
  expect(within(screen.getByRole('table', { name: 'Your changes' })).getByText('Mine')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Load the newer version' }));
  await waitFor(() => expect(screen.getByLabelText(/Description/)).toHaveProperty('value', 'Theirs'));
  expect(screen.getByLabelText('Display Label')).toHaveProperty('value', 'Mine');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Analytics saved')).toBeTruthy();
  expect(calls.filter(({ name }) => name === 'updateApplication').map(({ etag }) => etag)).toEqual(['"7"', '"8"']);
});

test('takes its own change of the state for no newer version of what is typed', async () => {
  let stored: Result<'getApplication'> = APPLICATION;
  const { user, calls } = await open('general', {
    getApplication: () => stored,
    setApplicationState: () => {
      stored = { ...APPLICATION, state: 'inactive', version: 8 };
      return stored;
    },
    updateApplication: ({ etag }) => {
      if (etag === `"${stored.version}"`) return stored;
      throw refusal(412, { code: 'directory.changed_meanwhile', what: 'It was changed meanwhile' });
    },
  });
  await user.type(await screen.findByLabelText('Display Label'), '!');
  await user.click(screen.getByRole('button', { name: 'Actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Deactivate SSO' }));
  await user.click(await screen.findByRole('button', { name: 'Deactivate SSO' }));
  await screen.findByText('Analytics is inactive');
  expect(screen.getByLabelText('Display Label')).toHaveProperty('value', 'Analytics!');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await screen.findByText('Analytics saved');
  const saved = calls.filter(({ name }) => name === 'updateApplication');
  expect(saved).toMatchObject([{ body: { label: 'Analytics!' }, etag: '"8"' }]);
});

test('keeps what was typed on every tab of it, and asks before anything else is opened', async () => {
  const { user, address } = await open('general', { listTraces: () => NOTHING, listAudit: () => NOTHING });
  await user.type(await screen.findByLabelText('Display Label'), '!');
  await user.click(screen.getByRole('link', { name: 'Activity' }));
  await screen.findByText('Nothing changed yet');
  expect(screen.getByRole('region', { name: 'Unsaved changes' })).toBeTruthy();
  await user.click(screen.getByRole('link', { name: 'Users' }));
  await user.click(await screen.findByRole('button', { name: 'Stay' }));
  await user.click(screen.getByRole('link', { name: 'User Groups' }));
  await user.click(await screen.findByRole('checkbox', { name: 'finance' }));
  // Ticks are of their tab alone.
  await user.click(screen.getByRole('link', { name: 'General Info' }));
  await user.click(await screen.findByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect(address()).toBe(at('general')));
  expect(screen.getByLabelText('Display Label')).toHaveProperty('value', 'Analytics!');
});

test('puts what the server refuses beside the field', async () => {
  const { user } = await open('sso', {
    updateApplication: () => {
      throw refusal(422, {
        code: 'directory.invalid',
        what: 'Some values do not fit',
        findings: [
          { where: 'acs.0.url', why: 'it has a fragment', fix: 'leave it away' },
          { where: 'attributes.1.source.value', why: 'too long', fix: 'shorter' },
        ],
      });
    },
  });
  await user.type(await screen.findByLabelText('ACS URL 1'), '#x');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText(/it has a fragment/)).toBeTruthy();
  expect(screen.getByLabelText('ACS URL 1').getAttribute('aria-invalid')).toBe('true');
  const duration = screen.getByRole('group', { name: 'Attribute 2: SessionDuration' });
  expect(within(duration).getByText(/too long/)).toBeTruthy();
});

test('says what stops before it deactivates', async () => {
  const { user, sent } = await open('general', { setApplicationState: () => ({ ...APPLICATION, state: 'inactive' }) });
  await user.click(await screen.findByRole('button', { name: 'Actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Deactivate SSO' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Deactivate Analytics?' });
  expect(within(dialog).getByText(/Sign-in stops at once/)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Deactivate SSO' }));
  expect(await screen.findByText('Analytics is inactive')).toBeTruthy();
  expect(sent('setApplicationState')).toEqual([{ state: 'inactive' }]);
});

test('deletes after the number was typed and leaves', async () => {
  const { user, address } = await open('general', { deleteApplications: () => ({ deleted: 1 }) });
  await user.click(await screen.findByRole('button', { name: 'Actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await user.type(await screen.findByLabelText('Type 1 to confirm'), '1');
  await user.click(screen.getByRole('button', { name: 'Delete Application' }));
  expect(await screen.findByText('Analytics deleted')).toBeTruthy();
  expect(address()).toBe('/admin/applications');
});

test('shows a bookmark without SSO settings and preview', async () => {
  await open('general', {
    getApplication: () => ({ ...APPLICATION, kind: 'bookmark', bookmarkUrl: 'https://wiki.example.com/' }),
  });
  const tabs = within(await screen.findByRole('navigation', { name: 'Parts of the application' }));
  expect(tabs.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    'General Info',
    'User Groups',
    'Activity',
  ]);
  expect(screen.getByLabelText('Bookmark URL')).toHaveProperty('value', 'https://wiki.example.com/');
});

test('gives groups access, with the role where one is needed', async () => {
  const { user, sent } = await open('groups', { setApplicationGroups: () => GROUPS });
  expect(await screen.findByText(/what is not allowed here is denied/)).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: 'finance' }));
  await user.type(screen.getByLabelText('Role ARN of finance'), 'arn:aws:iam::123456789012:role/finance');
  await user.click(screen.getByRole('checkbox', { name: 'analysts' }));
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Groups of Analytics saved')).toBeTruthy();
  expect(sent('setApplicationGroups')).toEqual([
    { grant: [{ groupId: 'grp_2', roleArn: 'arn:aws:iam::123456789012:role/finance' }], revoke: ['grp_1'] },
  ]);
});

test('says beside the group that its role is none, and asks the server only for what is one', async () => {
  const { user, sent } = await open('groups', {
    setApplicationGroups: () => {
      throw refusal(422, {
        code: 'directory.invalid',
        what: 'Some values do not fit',
        findings: [{ where: 'grant.0.roleArn', why: 'there is no such role', fix: 'copy it from IAM' }],
      });
    },
  });
  await user.click(await screen.findByRole('checkbox', { name: 'finance' }));
  const field = screen.getByLabelText('Role ARN of finance');
  await user.type(field, 'nonsense');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText(/This is not the ARN of an IAM role/)).toBeTruthy();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(sent('setApplicationGroups')).toEqual([]);
  await user.clear(field);
  await user.type(field, 'arn:aws:iam::123456789012:role/none');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('there is no such role')).toBeTruthy();
});

test('says what is missing when the application is gone', async () => {
  await open('general', {
    getApplication: () => {
      throw refusal(404, { code: 'directory.application_unknown', what: 'There is no such application' });
    },
  });
  expect(await screen.findByText('There is no such application')).toBeTruthy();
});
