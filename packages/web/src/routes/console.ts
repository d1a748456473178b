// The pages of the AWS console, in the Admin Portal's frame; how to add one is told in `admin.ts`.
import { type PageRoute, page } from './page.ts';

export const CONSOLE_PAGES: readonly PageRoute[] = [
  page('/aws/iam/providers', () => import('../console/iam/providers.tsx'), 'IamProviders'),
  page('/aws/iam/providers/new', () => import('../console/iam/new-provider.tsx'), 'NewIamProvider'),
  page('/aws/iam/providers/$name', () => import('../console/iam/provider.tsx'), 'IamProvider'),
];
