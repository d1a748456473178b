// The lighter frame of the User Portal.
import { Activity, LayoutGrid, ShieldCheck, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { CopyText } from '../ui/action/copy-text.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { PlainShell } from '../ui/layout/plain-shell.tsx';
import { KeyValues } from '../ui/text/key-values.tsx';

const ITEMS = [
  { label: 'Applications', href: paths.portal(), icon: LayoutGrid, isExact: true },
  { label: 'Profile', href: paths.profile(), icon: UserRound },
  { label: 'Security', href: paths.security(), icon: ShieldCheck },
  { label: 'Activity', href: paths.activity(), icon: Activity },
];

export function PortalStory(): ReactNode {
  return (
    <PlainShell home={paths.portal()} items={ITEMS} path={paths.portal()} account={{ name: 'Ana Ruiz', items: [] }}>
      <PageHeader title="Your applications" intro="Recently used first." />
      <KeyValues
        items={[
          { label: 'Catalog', value: 'testdb' },
          {
            label: 'JDBC URL',
            alias: 'Server address',
            value: (
              <CopyText
                label="JDBC URL"
                value="jdbc:redshift:iam://analytics.abc123.eu-central-1.redshift.amazonaws.com:5439/testdb"
              />
            ),
          },
        ]}
      />
    </PlainShell>
  );
}
