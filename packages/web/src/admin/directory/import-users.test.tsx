import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { fakeServer, refusal, session } from '../../testing/fake-server.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const CSV = 'username\nana\nBen';
const rows = [
  { subject: '2', name: 'ana', outcome: 'created', findings: [] },
  {
    subject: '3',
    name: 'Ben',
    outcome: 'refused',
    findings: [{ level: 'error', code: 'c', where: 'username', what: 'w', why: 'capital letters', fix: 'write "ben"' }],
  },
];

it('rehearses, tells each row, and only then imports', async () => {
  const server = fakeServer({
    'GET /api/v1/session': session('admin'),
    'POST /api/v1/people/import': ({ body }: { body: { dryRun: boolean } }) => ({
      dryRun: body.dryRun,
      counts: {},
      rows,
    }),
  });
  const { user } = await renderPortal('/admin/users/import', server);
  expect(screen.getByRole('button', { name: 'Check the file' })).toHaveProperty('disabled', true);
  await user.click(screen.getByLabelText('Or paste the rows'));
  await user.paste(CSV);
  await user.click(screen.getByRole('button', { name: 'Check the file' }));
  expect(await screen.findByText('Checked: 1 person can be imported')).toBeTruthy();
  expect(screen.getByText(/capital letters/).textContent).toContain('write "ben"');
  expect(screen.getByText('Will be created')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Import 1 person' }));
  expect(await screen.findByText('1 person imported')).toBeTruthy();
  expect(screen.getByText('Created')).toBeTruthy();
  expect(server.sentTo('POST /api/v1/people/import').map(({ body }) => body)).toEqual([
    { csv: CSV, mode: 'create', dryRun: true },
    { csv: CSV, mode: 'create', dryRun: false },
  ]);
});

it('keeps the file when it cannot be read, and says why', async () => {
  const server = fakeServer({
    'GET /api/v1/session': session('admin'),
    'POST /api/v1/people/import': refusal({ what: 'the file was not imported', why: 'no column "username"' }),
  });
  const { user } = await renderPortal('/admin/users/import', server);
  await user.click(screen.getByLabelText('Or paste the rows'));
  await user.paste('name');
  await user.click(screen.getByRole('button', { name: 'Check the file' }));
  expect((await screen.findByRole('alert')).textContent).toContain('No column "username"');
  expect(screen.getByLabelText('Or paste the rows')).toHaveProperty('value', 'name');
});
