// The story page: every widget of the kit in its states. For development and for the browser test; never served.
import '../theme/theme.css';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode } from 'react';
import { RouterProvider as AriaRouter } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { ApiProvider, createQueryClient } from '../api/api-provider.tsx';
import { createRequest } from '../api/request.ts';
import { ToastProvider } from '../ui/feedback/toast.tsx';
import { plainQuery } from '../url.ts';
import { KitStory } from './kit-story.tsx';
import { ListStory } from './list-story.tsx';
import { ObjectStory } from './object-story.tsx';
import { PortalStory } from './portal-story.tsx';
import { WizardStory } from './wizard-story.tsx';

/** `stories.html?page=list` and so on. */
const STORIES: Readonly<Record<string, () => ReactNode>> = {
  kit: KitStory,
  list: ListStory,
  object: ObjectStory,
  wizard: WizardStory,
  portal: PortalStory,
};
const Story = STORIES[new URLSearchParams(location.search).get('page') ?? 'kit'] ?? KitStory;

const router = createRouter({
  routeTree: createRootRoute({ component: Story, notFoundComponent: Story }),
  history: createMemoryHistory({ initialEntries: ['/'] }),
  ...plainQuery,
});
const request = createRequest({
  csrfToken: () => undefined,
  fetch: () => Promise.reject(new Error('stories have no server')),
  leaveTo: () => undefined,
  here: () => '/',
});

const root = document.getElementById('root');
if (root === null) throw new Error('stories.html has no #root');
createRoot(root).render(
  <StrictMode>
    <AriaRouter navigate={(href) => void router.navigate({ href })}>
      <ApiProvider request={request} queryClient={createQueryClient()}>
        <ToastProvider>
          <RouterProvider router={router as never} />
        </ToastProvider>
      </ApiProvider>
    </AriaRouter>
  </StrictMode>,
);
