// Shows whatever page lies at an address, by the real routes and in its frame.
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { RouterProvider as AriaRouter } from 'react-aria-components';
import { ApiProvider, createQueryClient } from '../api/api-provider.tsx';
import type { Request } from '../api/request.ts';
import { createPortalRouter } from '../router.tsx';
import { ToastProvider } from '../ui/feedback/toast.tsx';
import type { Rendered } from './render-at.tsx';

export async function renderPage(address: string, request: Request): Promise<Rendered> {
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createPortalRouter(history);
  render(
    <AriaRouter navigate={(href) => void router.navigate({ href })}>
      <ApiProvider request={request} queryClient={createQueryClient()}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </ApiProvider>
    </AriaRouter>,
  );
  await screen.findByRole('heading', { level: 1 }, { timeout: 20_000 });
  return { user: userEvent.setup(), address: () => history.location.href };
}
