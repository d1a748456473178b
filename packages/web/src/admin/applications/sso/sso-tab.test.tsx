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
const group = (name: string) => screen.findByRole('radiogroup', { name });
const choicesOf = async (name: string) =>
  within(await group(name))
    .getAllByRole('radio')
    .map((one) => one.closest('label')?.textContent);

test('saves signature algorithm, AuthnContext and error flow, and nothing else', async () => {
  const { user, sent } = await open();
  await user.click(await screen.findByRole('radio', { name: 'RSA-SHA384' }));
  await user.click(screen.getByRole('button', { name: /As proved AuthnContext/ }));
  await user.click(await screen.findByRole('option', { name: /REFEDS MFA/ }));
  expect(screen.getByText(/whoever proves less is refused/)).toBeTruthy();
  await user.click(within(await group('SP error flow')).getByRole('radio', { name: /Back to the service at once/ }));
  await user.click(screen.getByRole('button', { name: /3 changes/ }));
  const bar = within(screen.getByRole('region', { name: 'Unsaved changes' }));
  expect(bar.getAllByRole('row').map((row) => row.textContent)).toEqual(
    expect.arrayContaining([
      'Signature algorithmsha256sha384',
      'AuthnContextprovedmultiFactor',
      'SP error flowpagereturn',
    ]),
  );
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Analytics saved')).toBeTruthy();
  expect(sent('updateApplication')).toEqual([
    { signatureAlgorithm: 'sha384', authnContext: 'multiFactor', errorFlow: 'return' },
  ]);
});

test('calls the algorithm by what the key in use makes of it', async () => {
  const [active] = KEYS.items;
  if (active === undefined) throw new Error('no key');
  await open({ listKeys: () => ({ items: [{ ...active, algorithm: 'p-256' }] }) });
  await screen.findByRole('radio', { name: 'ECDSA-SHA512' });
  expect(await choicesOf('Signature algorithm')).toEqual(['ECDSA-SHA256', 'ECDSA-SHA384', 'ECDSA-SHA512']);
});

test('names the digest alone where no key is in use, and says why SHA-1 is none', async () => {
  await open({ listKeys: () => ({ items: [] }) });
  expect(await choicesOf('Signature algorithm')).toEqual(['SHA-256', 'SHA-384', 'SHA-512']);
  expect(within(await group('Signature algorithm')).getByText(/SHA-1 is refused/)).toBeTruthy();
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
  await user.click(await screen.findByRole('radio', { name: 'RSA-SHA512' }));
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  const algorithm = await group('Signature algorithm');
  expect(await within(algorithm).findByText(/signatureAlgorithm does not fit/)).toBeTruthy();
  expect(algorithm.getAttribute('aria-invalid')).toBe('true');
  expect(within(await group('SP error flow')).getByText(/errorFlow does not fit/)).toBeTruthy();
  const section = within(screen.getByRole('region', { name: 'Sign-in' }));
  expect(section.getByText(/authnContext does not fit/)).toBeTruthy();
});

test('stands among the settings of “View as CLI”', () => {
  const command = applicationCommands(APPLICATION, []).find(({ label }) => label === 'Settings as they are')?.command;
  for (const setting of ['signatureAlgorithm=sha256', 'authnContext=proved', 'errorFlow=page']) {
    expect(command).toContain(setting);
  }
});
