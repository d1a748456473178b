// Security: my password, second factors and sessions.
import type { ReactNode } from 'react';
import { useEndpoint } from '../api/endpoints.ts';
import { Skeleton } from '../ui/feedback/skeleton.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { FactorsSection } from './security/factors.tsx';
import { PasswordSection } from './security/password.tsx';
import { SessionsSection } from './security/sessions.tsx';

export function Security(): ReactNode {
  // All at once: a section that comes late would move the buttons below it away from under the pointer.
  const parts = [useEndpoint('getPasswordPolicy'), useEndpoint('listMyFactors'), useEndpoint('listMySessions')];
  return (
    <>
      <PageHeader title="Security" intro="How you sign in, and where you are signed in." />
      {parts.some(({ isPending }) => isPending) ? (
        <Skeleton />
      ) : (
        <>
          <PasswordSection />
          <FactorsSection />
          <SessionsSection />
        </>
      )}
    </>
  );
}
