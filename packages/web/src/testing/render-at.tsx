// Shows an element at an address, inside everything that the application provides.
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { RouterProvider as AriaRouter } from 'react-aria-components';
import { ApiProvider, createQueryClient } from '../api/api-provider.tsx';
import type { Request } from '../api/request.ts';
import { ToastProvider } from '../ui/feedback/toast.tsx';
import { plainQuery } from '../url.ts';

export type Rendered = {
  readonly user: UserEvent;
  /** Path and query of the address now. */
  readonly address: () => string;
};

const noServer: Request = () => Promise.reject(new Error('this test has no server'));

export async function renderAt(address: string, page: ReactNode, request: Request = noServer): Promise<Rendered> {
  const history = createMemoryHistory({ initialEntries: [address] });
  const root = createRootRoute({ component: () => page, notFoundComponent: () => page });
  const router = createRouter({ routeTree: root, history, ...plainQuery });
  render(
    <AriaRouter navigate={(href) => void router.navigate({ href })}>
      <ApiProvider request={request} queryClient={createQueryClient()}>
        <ToastProvider>
          <RouterProvider router={router as never} />
        </ToastProvider>
      </ApiProvider>
    </AriaRouter>,
  );
  await screen.findByRole('region', { name: 'Messages' });
  await router.load();
  return { user: userEvent.setup(), address: () => history.location.href };
}
