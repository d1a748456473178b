// Security: my password, second factors and sessions.
import type { ReactNode } from 'react';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { FactorsSection } from './security/factors.tsx';
import { PasswordSection } from './security/password.tsx';
import { SessionsSection } from './security/sessions.tsx';

export function Security(): ReactNode {
  return (
    <>
      <PageHeader title="Security" intro="How you sign in, and where you are signed in." />
      <PasswordSection />
      <FactorsSection />
      <SessionsSection />
    </>
  );
}
