import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Result } from '../../api/endpoints.ts';
import { type FakeAnswers, fakeApi } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';

const ROW: Result<'listTraces'>['items'][number] = {
  id: 'trc_1',
  at: '2026-11-26T10:00:00Z',
  kind: 'sso',
  flow: 'idp',
  personId: 'per_3',
  username: 'carol',
  applicationId: 'app_1',
  applicationLabel: 'Analytics',
  outcome: 'refused',
  code: 'idp.not_entitled',
  address: '192.0.2.7',
  milliseconds: 41,
};
const TRACE: Result<'getTrace'> = {
  ...ROW,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
  steps: [
    {
      name: 'person active',
      title: 'The person may sign in',
      outcome: 'passed',
      milliseconds: 1,
      facts: { state: 'active' },
    },
    { name: 'signature', title: 'The request is signed', outcome: 'skipped', milliseconds: 0, facts: {} },
    {
      name: 'entitled',
      title: 'A group may use it',
      outcome: 'refused',
      milliseconds: 2,
      facts: { groups: ['everybody'], entitled: [] },
    },
  ],
  refusal: { what: 'Carol may not use Analytics', why: 'no group of hers is ticked', fix: 'tick one' },
};
const api = (answers: FakeAnswers = {}) =>
  fakeApi({
    listTraces: ({ query }) => ({ items: [ROW], before: query['before'] === undefined ? 'cursor-2' : null }),
    listApplications: () => ({ items: [], next: null, previous: null, total: 0, totalIsCapped: false }),
    getTrace: () => TRACE,
    ...answers,
  });

test('lists sign-ins as the address says, page by page', async () => {
  const { request, calls } = api();
  const { user } = await renderPage('/admin/traces?outcome=refused&kind=sso&applicationId=app_1&q=carol', request);
  const row = await screen.findByRole('row', { name: /carol/ });
  expect(within(row).getByText('idp.not_entitled')).toBeTruthy();
  expect(within(row).getByText('SSO, IdP-initiated')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Next page' }));
  await waitFor(() =>
    expect(calls.filter(({ name }) => name === 'listTraces').at(-1)?.query).toEqual({
      outcome: 'refused',
      kind: 'sso',
      applicationId: 'app_1',
      search: 'carol',
      limit: '25',
      before: 'cursor-2',
    }),
  );
});

test('tells of one sign-in the cause, the fix and what each check found', async () => {
  const { user } = await renderPage('/admin/traces/trc_1', api().request);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/Carol may not use Analytics.*no group of hers is ticked.*tick one/);
  const steps = within(screen.getByRole('list', { name: 'Steps' }));
  // The failed one is open by itself.
  expect(steps.getByText('everybody')).toBeTruthy();
  expect(steps.getByText('none')).toBeTruthy();
  expect(steps.queryByText('active')).toBeNull();
  await user.click(steps.getByRole('button', { name: /The person may sign in/ }));
  expect(steps.getByText('active')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'carol' }).getAttribute('href')).toBe('/admin/users/per_3');
  expect(screen.getByRole('link', { name: 'Analytics' }).getAttribute('href')).toBe(
    '/admin/applications/app_1/general',
  );
  expect(screen.getByRole('button', { name: 'Copy link to this trace' })).toBeTruthy();
});
