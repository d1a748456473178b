// The start of the Admin Portal.
import type { ReactNode } from 'react';
import { PageHeader } from '../ui/layout/page-header.tsx';

export function Overview(): ReactNode {
  return <PageHeader title="Overview" intro="What needs attention, and what happened last." />;
}
