// Which page is shown at which address: frames, each with its pages from `src/routes/`, loaded when needed.
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
import { CONSOLE_PAGES } from './routes/console.ts';
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

/** One frame around both, so that it stays when somebody goes from one to the other. */
const administration = createRoute({
  getParentRoute: () => root,
  id: 'administration',
  component: lazyRouteComponent(() => import('./admin/admin-frame.tsx'), 'AdminFrame'),
});
// Not found inside the frame, so that a wrong address does not lose the way back.
const admin = createRoute({
  getParentRoute: () => administration,
  path: paths.overview(),
  notFoundComponent: NotFound,
});
const aws = createRoute({
  getParentRoute: () => administration,
  path: paths.aws(),
  notFoundComponent: NotFound,
});
const awsHome = createRoute({
  getParentRoute: () => aws,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: paths.iamProviders(), replace: true });
  },
});

const portal = createRoute({
  getParentRoute: () => root,
  path: paths.portal(),
  notFoundComponent: NotFound,
  component: lazyRouteComponent(() => import('./portal/portal-frame.tsx'), 'PortalFrame'),
});

const below = (parent: typeof admin | typeof aws | typeof portal, base: string, pages: readonly PageRoute[]) =>
  pages.map(({ path, component }) => {
    // Pages are listed by their whole path, which is what one searches for; the router wants the rest of it.
    const rest = path.slice(base.length);
    return createRoute({ getParentRoute: () => parent, path: rest === '' ? '/' : rest, component });
  });

const tree = root.addChildren([
  home,
  administration.addChildren([
    admin.addChildren(below(admin, paths.overview(), ADMIN_PAGES)),
    aws.addChildren([awsHome, ...below(aws, paths.aws(), CONSOLE_PAGES)]),
  ]),
  portal.addChildren(below(portal, paths.portal(), PORTAL_PAGES)),
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
