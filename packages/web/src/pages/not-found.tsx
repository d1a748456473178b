// An address below a portal that has no page.
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { LinkButton } from '../ui/action/link.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { usePath } from '../url.ts';

export function NotFound(): ReactNode {
  const path = usePath();
  const isAdmin = [paths.overview(), paths.aws()].some((start) => path.startsWith(start));
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        title="There is no page at this address"
        action={<LinkButton href={isAdmin ? paths.overview() : paths.portal()}>Go to the start</LinkButton>}
      >
        The link may be old, or what it led to was deleted.
      </EmptyState>
    </>
  );
}
