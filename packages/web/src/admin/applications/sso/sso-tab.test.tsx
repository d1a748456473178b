// How answers are signed, what they state, and where refusals go: chosen, saved, and told where it is refused.
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type FakeAnswers, refusal } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { applicationCommands } from '../../cli/commands.ts';
import { APPLICATION, applicationApi, ID, KEYS } from '../testing/samples.ts';

const open = async (answers: FakeAnswers = {}) => {
  const api = applicationApi({ updateApplication: () => APPLICATION, ...answers });
  return { ...api, ...(await renderPage(`/admin/applications/${ID}/sso`, api.request)) };
};
/** Only that part: to look for roles on the whole tab takes seconds. */
const section = async (title: string) => {
  const found = (await screen.findByText(title, { selector: 'h2' })).closest('section');
  if (found === null) throw new Error(`no section ${title}`);
  return within(found);
};
const choices = async () =>
  (await section('Signing and encryption')).getByRole('radiogroup', { name: 'Signature algorithm' });
const namesOf = (group: HTMLElement) =>
  within(group)
    .getAllByRole('radio')
    .map((one) => one.closest('label')?.textContent);

test('saves signature algorithm and error flow, and nothing else', async () => {
  const { user, sent } = await open();
  await user.click(await screen.findByText('RSA-SHA384'));
  await user.click(screen.getByText('Back to the service at once'));
  await user.click(screen.getByText('2 changes'));
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual(
    expect.arrayContaining(['Signature algorithmsha256sha384', 'SP error flowpagereturn']),
  );
  await user.click(screen.getByText('Save changes'));
  expect(await screen.findByText('Analytics saved')).toBeTruthy();
  expect(sent('updateApplication')).toEqual([{ signatureAlgorithm: 'sha384', errorFlow: 'return' }]);
});

test('saves the AuthnContext, and says that it is the least that people must prove', async () => {
  const { user, sent } = await open();
  const signIn = await section('Sign-in');
  await user.click(signIn.getByRole('button', { name: /AuthnContext/ }));
  await user.click(await screen.findByText('A passkey, or a password with a second factor'));
  expect(await signIn.findByText(/whoever proves less is refused/)).toBeTruthy();
  await user.click(screen.getByText('Save changes'));
  expect(await screen.findByText('Analytics saved')).toBeTruthy();
  expect(sent('updateApplication')).toEqual([{ authnContext: 'multiFactor' }]);
});

test('calls the algorithm by what the key in use makes of it', async () => {
  const [active] = KEYS.items;
  if (active === undefined) throw new Error('no key');
  await open({ listKeys: () => ({ items: [{ ...active, algorithm: 'p-256' }] }) });
  await screen.findByText('ECDSA-SHA512');
  expect(namesOf(await choices())).toEqual(['ECDSA-SHA256', 'ECDSA-SHA384', 'ECDSA-SHA512']);
});

test('names the digest alone where no key is in use, and says why SHA-1 is none', async () => {
  await open({ listKeys: () => ({ items: [] }) });
  const group = await choices();
  expect(namesOf(group)).toEqual(['SHA-256', 'SHA-384', 'SHA-512']);
  expect(within(group).getByText(/SHA-1 is refused/)).toBeTruthy();
});

test('tells each refused value at its field', async () => {
  const { user } = await open({
    updateApplication: () => {
      throw refusal(422, {
        code: 'directory.invalid',
        what: 'Some values do not fit',
        findings: ['signatureAlgorithm', 'authnContext', 'errorFlow'].map((where) => ({
          where,
          why: `${where} does not fit`,
          fix: 'choose another',
        })),
      });
    },
  });
  await user.click(await screen.findByText('RSA-SHA512'));
  await user.click(screen.getByText('Save changes'));
  const algorithm = await choices();
  expect(await within(algorithm).findByText(/signatureAlgorithm does not fit/)).toBeTruthy();
  expect(algorithm.getAttribute('aria-invalid')).toBe('true');
  const signIn = await section('Sign-in');
  expect(within(signIn.getByRole('radiogroup')).getByText(/errorFlow does not fit/)).toBeTruthy();
  expect(signIn.getByText(/authnContext does not fit/)).toBeTruthy();
});

test('stands among the settings of “View as CLI”', () => {
  const command = applicationCommands(APPLICATION, []).find(({ label }) => label === 'Settings as they are')?.command;
  for (const setting of ['signatureAlgorithm=sha256', 'authnContext=proved', 'errorFlow=page']) {
    expect(command).toContain(setting);
  }
});
