import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ApiProvider, createQueryClient } from './api/api-provider.tsx';
import type { Request } from './api/request.ts';
import { createPortalRouter } from './router.tsx';

const SESSION = {
  csrfToken: 't',
  person: { id: 'usr_1', displayName: 'Ana Ruiz' },
  role: 'owner',
  environment: { label: 'Local AWS', isRehearsal: true, hasAwsConsole: true },
};
const request: Request = async () => ({ body: SESSION as never, etag: undefined });

it.each([
  ['/admin', 'Overview'],
  ['/admin/', 'Overview'],
  ['/portal', 'Your applications'],
  ['/', 'Your applications'],
  ['/admin/no/such/page', 'Not found'],
  ['/portal/no/such/page', 'Not found'],
  ['/aws', 'Identity providers'],
  ['/aws/iam/providers/', 'Identity providers'],
  ['/aws/iam/providers/redshift-sso', 'redshift-sso'],
  ['/aws/no/such/page', 'Not found'],
])('%s shows "%s" in its frame', async (address, title) => {
  const router = createPortalRouter(createMemoryHistory({ initialEntries: [address] }));
  render(
    <ApiProvider request={request} queryClient={createQueryClient()}>
      <RouterProvider router={router} />
    </ApiProvider>,
  );
  expect(await screen.findByRole('heading', { level: 1, name: title }, { timeout: 10_000 })).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Account of Ana Ruiz' })).toBeTruthy();
});
