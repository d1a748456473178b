import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Result } from '../../../api/endpoints.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { applicationApi, ID } from '../testing/samples.ts';

const PEOPLE: Result<'listPeople'> = {
  items: [
    {
      id: 'per_2',
      username: 'bob',
      displayName: 'Bob Brown',
      email: 'bob@example.com',
      state: 'active',
      role: null,
      department: null,
      groupCount: 1,
      lastSignInAt: null,
    },
  ],
  next: null,
  previous: null,
  total: 1,
  totalIsCapped: false,
};
const ALLOWED: Result<'previewAssertion'> = {
  allowed: true,
  refusal: null,
  steps: [{ name: 'entitled', title: 'A group may use it', outcome: 'passed', milliseconds: 1, facts: {} }],
  nameId: { format: 'persistent', value: 'abc' },
  attributes: [
    {
      name: 'https://redshift.amazon.com/SAML/Attributes/DbUser',
      source: 'username',
      input: ['Bob'],
      values: ['bob'],
      note: null,
    },
  ],
  xml: '<Assertion/>',
  responseBytes: 4_321,
  findings: [],
};
const PAGE = `/admin/applications/${ID}/preview`;

test('shows what a chosen person would get', async () => {
  const { request, sent } = applicationApi({ listPeople: () => PEOPLE, previewAssertion: () => ALLOWED });
  const { user, address } = await renderPage(PAGE, request);
  await user.click(await screen.findByRole('combobox', { name: 'Person' }));
  await user.click(await screen.findByRole('option', { name: /Bob Brown/ }));
  expect(await screen.findByText('Allowed: this person can sign in to Analytics')).toBeTruthy();
  expect(address()).toBe(`${PAGE}?person=per_2`);
  const row = screen.getByRole('row', { name: /DbUser/ });
  expect(within(row).getByText('bob')).toBeTruthy();
  expect(within(row).getByText('Bob')).toBeTruthy();
  expect(screen.getByText('4,321 bytes')).toBeTruthy();
  expect(sent('previewAssertion')).toEqual([{ personId: 'per_2' }]);
});

test('tries what is typed and not saved, and says why somebody is refused', async () => {
  const { request, sent } = applicationApi({
    listPeople: () => PEOPLE,
    previewAssertion: () => ({
      ...ALLOWED,
      allowed: false,
      refusal: { code: 'idp.not_entitled', what: 'Bob may not use it', why: 'no group is ticked', fix: 'tick one' },
      nameId: null,
      attributes: [],
      xml: null,
    }),
  });
  const { user } = await renderPage(`/admin/applications/${ID}/general`, request);
  await user.type(await screen.findByLabelText('Display Label'), '!');
  await user.click(screen.getByRole('link', { name: 'Preview' }));
  expect(await screen.findByRole('checkbox', { name: /Try the unsaved changes/ })).toHaveProperty('checked', true);
  await user.click(screen.getByRole('combobox', { name: 'Person' }));
  await user.click(await screen.findByRole('option', { name: /Bob Brown/ }));
  expect(await screen.findByText('Refused: Bob may not use it')).toBeTruthy();
  expect(sent('previewAssertion')).toEqual([{ personId: 'per_2', settings: { label: 'Analytics!' } }]);
});

test('runs by itself when a link names the person', async () => {
  const { request } = applicationApi({ listPeople: () => PEOPLE, previewAssertion: () => ALLOWED });
  await renderPage(`${PAGE}?person=per_2`, request);
  expect(await screen.findByText(/^Allowed/)).toBeTruthy();
});

test('names the person of a link who is not among the first that the list offers', async () => {
  const person = { id: 'per_99', displayName: 'Zoe Zimmer', username: 'zoe', email: 'zoe@example.com' };
  const { request, sent } = applicationApi({
    listPeople: () => PEOPLE,
    getPerson: () => person as Result<'getPerson'>,
    previewAssertion: () => ALLOWED,
  });
  await renderPage(`${PAGE}?person=per_99`, request);
  const field = await screen.findByRole('combobox', { name: 'Person' });
  await waitFor(() => expect(field).toHaveProperty('value', 'Zoe Zimmer'));
  expect(sent('previewAssertion')).toEqual([{ personId: 'per_99' }]);
});
