// The pages of the User Portal; how to add one is told in `admin.ts`.
import { type PageRoute, page } from './page.ts';

export const PORTAL_PAGES: readonly PageRoute[] = [
  page('/portal', () => import('../portal/applications.tsx'), 'Applications'),
];
