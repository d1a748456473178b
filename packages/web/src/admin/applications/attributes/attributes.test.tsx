import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type FakeAnswers, refusal } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { APPLICATION, applicationApi, ID } from '../testing/samples.ts';

async function open(answers: FakeAnswers = {}) {
  const api = applicationApi({ updateApplication: () => APPLICATION, ...answers });
  const { user } = await renderPage(`/admin/applications/${ID}/sso`, api.request);
  await screen.findByRole('group', { name: /^Attribute 1/ });
  const save = async () => {
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await screen.findByText('Analytics saved');
    return (api.sent('updateApplication')[0] as { attributes: typeof APPLICATION.attributes }).attributes;
  };
  return { user, save };
}
const group = (name: string) => within(screen.getByRole('group', { name }));

test('shows known names in short with the URI below', async () => {
  await open();
  expect(group('Attribute 3: DbUser').getByLabelText('DbUser')).toHaveProperty(
    'value',
    'https://redshift.amazon.com/SAML/Attributes/DbUser',
  );
  expect(group('Attribute 3: DbUser').getByText('lower case')).toBeTruthy();
});

test('adds one that AWS reads, from a list without those that are there', async () => {
  const { user, save } = await open();
  await user.click(screen.getByRole('button', { name: 'Add attribute' }));
  expect(screen.queryByRole('menuitem', { name: 'DbUser' })).toBeNull();
  await user.click(await screen.findByRole('menuitem', { name: 'RoleSessionName' }));
  expect((await save()).at(-1)).toEqual({
    name: 'https://aws.amazon.com/SAML/Attributes/RoleSessionName',
    source: { kind: 'user', field: 'username' },
  });
});

test('adds an unknown one by its name', async () => {
  const { user, save } = await open();
  await user.click(screen.getByRole('button', { name: 'Add attribute' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Other name' }));
  await user.type(screen.getByLabelText('Name of attribute 5'), 'team');
  await user.click(group('Attribute 5: team').getByRole('button', { name: /Source of attribute 5/ }));
  await user.click(await screen.findByRole('option', { name: /^Constant/ }));
  await user.type(screen.getByLabelText('Value of attribute 5'), 'data');
  expect((await save()).at(-1)).toEqual({ name: 'team', source: { kind: 'constant', value: 'data' } });
});

test('removes and moves rows', async () => {
  const { user, save } = await open();
  await user.click(screen.getByRole('button', { name: 'Remove attribute 2' }));
  await user.click(screen.getByRole('button', { name: 'Move attribute 1 down' }));
  expect((await save()).map(({ name }) => name.split('/').at(-1))).toEqual(['DbUser', 'Role', 'DbGroups']);
});

test('filters groups and transforms their names', async () => {
  const { user, save } = await open();
  const row = group('Attribute 4: DbGroups');
  await user.click(row.getByRole('button', { name: /which groups/ }));
  await user.click(await screen.findByRole('option', { name: 'Groups starting with' }));
  await user.type(row.getByLabelText(/text to compare/), 'redshift-');
  await user.click(row.getByRole('button', { name: 'Add transform to attribute 4' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Take a prefix away' }));
  await user.type(row.getByLabelText('Prefix of transform 1 of attribute 4'), 'redshift-');
  expect((await save()).at(-1)).toMatchObject({
    source: { kind: 'groups', filter: { operator: 'starts_with', values: ['redshift-'] } },
    transforms: [{ kind: 'strip_prefix', prefix: 'redshift-' }],
  });
});

test('says at once that a session duration does not fit', async () => {
  const { user } = await open();
  const value = screen.getByLabelText('Value of attribute 2');
  await user.clear(value);
  await user.type(value, '899');
  expect(screen.getByText('AWS takes 900 to 43200 seconds')).toBeTruthy();
});

test('keeps friendly name and name format behind a button, and says what is unusual', async () => {
  const { user, save } = await open();
  const row = group('Attribute 3: DbUser');
  expect(row.queryByLabelText(/Friendly name/)).toBeNull();
  await user.click(row.getByRole('button', { name: 'Details of attribute 3' }));
  await user.type(row.getByLabelText(/Friendly name/), 'dbUser');
  await user.click(row.getByRole('button', { name: /Name format/ }));
  await user.click(await screen.findByRole('option', { name: /^Basic/ }));
  await user.click(row.getByRole('button', { name: 'Details of attribute 3' }));
  expect(row.getByText('With friendly name “dbUser”, name format basic')).toBeTruthy();
  expect((await save())[2]).toMatchObject({ friendlyName: 'dbUser', nameFormat: 'basic' });
});

test('opens the details where the friendly name is refused', async () => {
  const findings = [{ where: 'attributes.2.friendlyName', why: 'it is too long', fix: 'shorten it' }];
  const { user } = await open({
    updateApplication: () => {
      throw refusal(422, { code: 'directory.invalid', what: 'Some values do not fit', findings });
    },
  });
  const row = group('Attribute 3: DbUser');
  const toggle = row.getByRole('button', { name: 'Details of attribute 3' });
  await user.click(toggle);
  await user.type(row.getByLabelText(/Friendly name/), 'd');
  await user.click(toggle);
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await row.findByText('it is too long – shorten it')).toBeTruthy();
  expect(row.getByLabelText(/Friendly name/).getAttribute('aria-invalid')).toBe('true');
});
