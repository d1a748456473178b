// The pages of the Admin Portal.
//
// To add one: write `src/admin/<area>/<name>.tsx` with a named export that takes no props and begins with <PageHeader>,
// add its line here, its address to `src/paths.ts`, and, if it is an area of its own, its entry in
// `src/admin/admin-areas.ts`. Parameters come from `usePathParam('id')`, list state from `useListState`.
import { type PageRoute, page } from './page.ts';

export const ADMIN_PAGES: readonly PageRoute[] = [
  page('/admin', () => import('../admin/home/overview.tsx'), 'Overview'),
  page('/admin/users', () => import('../admin/directory/users.tsx'), 'Users'),
  page('/admin/users/new', () => import('../admin/directory/new-user.tsx'), 'NewUser'),
  page('/admin/users/import', () => import('../admin/directory/import-users.tsx'), 'ImportUsers'),
  page('/admin/users/$id/{-$tab}', () => import('../admin/directory/user.tsx'), 'User'),
  page('/admin/groups', () => import('../admin/directory/groups.tsx'), 'Groups'),
  page('/admin/groups/new', () => import('../admin/directory/new-group.tsx'), 'NewGroup'),
  page('/admin/groups/$id/{-$tab}', () => import('../admin/directory/group.tsx'), 'Group'),
  page('/admin/settings/{-$tab}', () => import('../admin/settings/settings.tsx'), 'SettingsPage'),
  page('/admin/applications', () => import('../admin/applications/list/applications.tsx'), 'Applications'),
  page('/admin/applications/new', () => import('../admin/applications/new/new-application.tsx'), 'NewApplication'),
  page(
    '/admin/applications/import',
    () => import('../admin/applications/import/import-application.tsx'),
    'ImportApplication',
  ),
  page(
    '/admin/applications/$id/{-$tab}',
    () => import('../admin/applications/one/application-page.tsx'),
    'ApplicationPage',
  ),
  page('/admin/traces', () => import('../admin/monitor/traces.tsx'), 'Traces'),
  page('/admin/traces/$id', () => import('../admin/monitor/trace.tsx'), 'TracePage'),
  page('/admin/audit', () => import('../admin/monitor/audit.tsx'), 'Audit'),
];
