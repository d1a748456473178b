// Shows the portals as the browser does, with their routes and frames, at an address and against a fake server.
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { RouterProvider as AriaRouter } from 'react-aria-components';
import { ApiProvider, createQueryClient } from '../api/api-provider.tsx';
import { ProofAgainProvider } from '../api/proof-again.tsx';
import { createPortalRouter } from '../router.tsx';
import { ToastProvider } from '../ui/feedback/toast.tsx';
import type { FakeServer } from './fake-server.ts';
import type { Rendered } from './render-at.tsx';

/** Waits for the page's heading; for that of an object, which has its name only when it is known, say which. */
export async function renderPortal(address: string, server: FakeServer, heading?: string): Promise<Rendered> {
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createPortalRouter(history);
  render(
    <AriaRouter navigate={(href) => void router.navigate({ href })}>
      <ApiProvider request={server.request} queryClient={createQueryClient()}>
        <ToastProvider>
          <ProofAgainProvider>
            <RouterProvider router={router} />
          </ProofAgainProvider>
        </ToastProvider>
      </ApiProvider>
    </AriaRouter>,
  );
  await screen.findByRole(
    'heading',
    { level: 1, ...(heading !== undefined && { name: heading }) },
    { timeout: 20_000 },
  );
  return { user: userEvent.setup(), address: () => history.location.href };
}
