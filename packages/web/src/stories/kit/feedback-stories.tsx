// States and messages.
import type { ReactNode } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { Badge } from '../../ui/feedback/badge.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { FormBanner } from '../../ui/form/form-banner.tsx';
import { Story } from './story.tsx';

export function FeedbackStories(): ReactNode {
  return (
    <>
      <Story name="States" isRow>
        <Badge tone="ok">Active</Badge>
        <Badge tone="warn">Needs setup</Badge>
        <Badge tone="bad">Failed</Badge>
        <Badge tone="accent">New</Badge>
        <Badge>Paused</Badge>
      </Story>
      <Story name="Banners">
        <Banner tone="info" title="The metadata was read">
          Two certificates, one of them in use.
        </Banner>
        <Banner tone="ok" title="Signed in as yourself" />
        <Banner tone="warn" title="The certificate expires in 12 days" action={<Button size="small">Renew</Button>}>
          People cannot sign in afterwards.
        </Banner>
        <FormBanner
          refusal={{
            what: 'The application was not saved',
            details: ['somebody changed it – load it again'],
            requestId: 'x3k9',
          }}
        />
        <EmptyState title="No groups yet" action={<Button tone="primary">New group</Button>}>
          Groups decide who may use an application.
        </EmptyState>
        <Skeleton />
      </Story>
    </>
  );
}
