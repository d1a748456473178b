// A wizard and a trace as in the portal.
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { Button } from '../ui/action/button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Steps } from '../ui/layout/steps.tsx';
import { CodeBlock } from '../ui/text/code-block.tsx';
import { Timeline } from '../ui/text/timeline.tsx';
import { StoryFrame } from './story-frame.tsx';

const STEPS = [
  { id: 'application', label: 'Choose application', href: '#application' },
  { id: 'mapping', label: 'Map groups to roles', href: '#mapping' },
  { id: 'review', label: 'Review changes', href: '#review' },
  { id: 'apply', label: 'Apply', href: '#apply' },
  { id: 'verify', label: 'Verify sign-in', href: '#verify' },
];

export function WizardStory(): ReactNode {
  return (
    <StoryFrame path={'#apply'}>
      <PageHeader
        title="Roll out Amazon Redshift – analytics"
        intro="Started by Ana Ruiz, 14:02. Each step can be undone until you finish."
        crumbs={[{ label: 'SSO applications', href: paths.apps() }]}
        actions={
          <>
            <Button>Pause</Button>
            <Button>Undo all</Button>
          </>
        }
      />
      <div className="grid grid-cols-1 gap-8 md:grid-cols-[220px_minmax(0,1fr)]">
        <Steps label="Rollout" steps={STEPS} current="apply" />
        <div className="flex min-w-0 flex-col gap-6">
          <Timeline
            label="Sign-in of Ana Ruiz"
            steps={[
              { id: '1', name: 'Password accepted', actor: 'Keyshift', state: 'done', time: '+0 ms' },
              {
                id: '2',
                name: 'Assertion issued',
                actor: 'Keyshift',
                state: 'warned',
                time: '+41 ms',
                summary: 'The session name has 61 of 64 characters.',
                detail: (
                  <CodeBlock
                    label="Assertion"
                    code={
                      '<saml:Assertion ID="_8f2e">\n  <saml:Issuer>https://sso.example.com</saml:Issuer>\n</saml:Assertion>'
                    }
                  />
                ),
              },
              {
                id: '3',
                name: 'Role assumed',
                actor: 'STS',
                state: 'failed',
                time: '+412 ms',
                summary: 'The role does not trust this provider.',
                detail: (
                  <CodeBlock
                    label="Answer of STS"
                    code="403 AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML"
                  />
                ),
              },
              { id: '4', name: 'Database session', actor: 'Redshift', state: 'waiting' },
            ]}
          />
        </div>
      </div>
    </StoryFrame>
  );
}
