// Which page is shown at which address: two frames, each with its pages from `src/routes/`, loaded when needed.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import { NotFound } from './pages/not-found.tsx';
import { PageError } from './pages/page-error.tsx';
import { paths } from './paths.ts';
import { ADMIN_PAGES } from './routes/admin.ts';
import type { PageRoute } from './routes/page.ts';
import { PORTAL_PAGES } from './routes/portal.ts';
import { plainQuery } from './url.ts';

const root = createRootRoute({ notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: paths.portal() });
  },
});

const admin = createRoute({
  getParentRoute: () => root,
  id: 'admin',
  component: lazyRouteComponent(() => import('./admin/admin-frame.tsx'), 'AdminFrame'),
});

const portal = createRoute({
  getParentRoute: () => root,
  id: 'portal',
  component: lazyRouteComponent(() => import('./portal/portal-frame.tsx'), 'PortalFrame'),
});

const below = (parent: typeof admin | typeof portal, pages: readonly PageRoute[], rest: string) => [
  ...pages.map(({ path, component }) => createRoute({ getParentRoute: () => parent, path, component })),
  // Inside the frame, so that a wrong address does not lose the way back.
  createRoute({ getParentRoute: () => parent, path: rest, component: NotFound }),
];

const tree = root.addChildren([
  home,
  admin.addChildren(below(admin, ADMIN_PAGES, '/admin/$')),
  portal.addChildren(below(portal, PORTAL_PAGES, '/portal/$')),
]);

/** `history` only for tests. */
export function createPortalRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    ...plainQuery,
    defaultPreload: false,
    defaultErrorComponent: PageError,
    scrollRestoration: true,
    ...(history === undefined ? {} : { history }),
  });
}
export type PortalRouter = ReturnType<typeof createPortalRouter>;
