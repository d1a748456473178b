// Values to read and to copy.
import type { ReactNode } from 'react';
import { CopyText } from '../../ui/action/copy-text.tsx';
import { CodeBlock } from '../../ui/text/code-block.tsx';
import { Diff } from '../../ui/text/diff.tsx';
import { ExpiryText } from '../../ui/text/expiry-text.tsx';
import { KeyValues } from '../../ui/text/key-values.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { Timeline } from '../../ui/text/timeline.tsx';
import { Story } from './story.tsx';

export function TextStories(): ReactNode {
  return (
    <Story name="Text">
      <KeyValues
        items={[
          {
            label: 'Role',
            value: <CopyText label="role ARN" value="arn:aws:iam::000000000000:role/redshift-analyst" isBare />,
          },
          { label: 'Valid until', value: <ExpiryText expiresAt="2026-12-20T00:00:00Z" expiry="soon" /> },
          { label: 'Created', value: <TimeText value="2026-11-20T13:02:07Z" /> },
          { label: 'SP entity ID', alias: 'Audience', value: <code>urn:amazon:webservices</code> },
          { label: 'Checked', value: <TimeText value="2026-11-26T09:02:07Z" isAbsolute /> },
        ]}
      />
      <CodeBlock
        label="psql"
        code={'psql "host=localhost port=5439 dbname=testdb sslmode=verify-full" --command "select current_user"'}
      />
      <Diff
        changes={[
          { field: 'ACS URL', from: 'http://localhost:7890/', to: 'http://localhost:7890/redshift/' },
          { field: 'Default relay state', from: '', to: 'reports' },
          { field: 'Login URL', from: 'https://old.example.com', to: '' },
        ]}
      />
      <Timeline
        label="Steps"
        steps={[
          { id: '1', name: 'Create SAML provider', state: 'done', time: '412 ms' },
          { id: '2', name: 'Open port 5439', state: 'running', summary: 'sg-0f31c2 from 10.20.0.0/16' },
          { id: '3', name: 'Create database groups', state: 'waiting' },
        ]}
      />
    </Story>
  );
}
