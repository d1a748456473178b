// What a person without a role sees instead of the Admin Portal.
import type { ReactNode } from 'react';
import type { Session } from '../../api/session.ts';
import { accountOf } from '../../pages/account.ts';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/action/link.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { PlainShell } from '../../ui/layout/plain-shell.tsx';

export function NotForYou({ session, path }: { session: Session; path: string }): ReactNode {
  return (
    <PlainShell home={paths.portal()} items={[]} path={path} account={accountOf(session, 'portal')}>
      <PageHeader title="Admin Portal" />
      <div className="rounded-lg border border-line bg-raised">
        <EmptyState
          title="The Admin Portal is for administrators"
          action={
            <LinkButton tone="primary" href={paths.portal()}>
              Your applications
            </LinkButton>
          }
        >
          You are signed in as {session.person.username}, who has no role here. If you should have one, ask{' '}
          {session.supportContact ?? 'an owner of this installation'}.
        </EmptyState>
      </div>
    </PlainShell>
  );
}
