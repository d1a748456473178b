// Starts the portals in the page.
import './theme/theme.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { RouterProvider as AriaRouter } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { ApiProvider, createQueryClient } from './api/api-provider.tsx';
import { ProofAgainProvider } from './api/proof-again.tsx';
import { createRequest } from './api/request.ts';
import { csrfTokenOf } from './api/session.ts';
import { createPortalRouter } from './router.tsx';
import { ToastProvider } from './ui/feedback/toast.tsx';

const router = createPortalRouter();
const queryClient = createQueryClient();
const request = createRequest({
  csrfToken: () => csrfTokenOf(queryClient),
  fetch: (input, init) => fetch(input, init),
  leaveTo: (address) => location.assign(address),
  here: () => `${location.pathname}${location.search}`,
});

/** Pages of the portals change in place; the server renders everything else. */
function goTo(address: string): void {
  if (/^\/(admin|portal|aws)(?=[/?#]|$)/.test(address)) void router.navigate({ href: address });
  else location.assign(address);
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <AriaRouter navigate={goTo}>
      <ApiProvider request={request} queryClient={queryClient}>
        <ToastProvider>
          <ProofAgainProvider>
            <RouterProvider router={router} />
          </ProofAgainProvider>
        </ToastProvider>
      </ApiProvider>
    </AriaRouter>
  </StrictMode>,
);
