// The start of the User Portal: the applications one may sign in to.
import type { ReactNode } from 'react';
import { PageHeader } from '../ui/layout/page-header.tsx';

export function Applications(): ReactNode {
  return <PageHeader title="Your applications" />;
}
