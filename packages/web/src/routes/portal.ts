// The pages of the User Portal; how to add one is told in `admin.ts`.
import { type PageRoute, page } from './page.ts';

export const PORTAL_PAGES: readonly PageRoute[] = [
  page('/portal', () => import('../portal/applications.tsx'), 'Applications'),
  page('/portal/apps/$id', () => import('../portal/application.tsx'), 'ApplicationDetails'),
  page('/portal/profile', () => import('../portal/profile.tsx'), 'Profile'),
  page('/portal/security', () => import('../portal/security.tsx'), 'Security'),
  page('/portal/activity', () => import('../portal/activity.tsx'), 'ActivityPage'),
];
