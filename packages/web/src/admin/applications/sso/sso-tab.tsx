// Everything of SAML for one application: the other side, ours, the assertion, the keys.
import { Power } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { FindingList } from '../../../parts/finding-list.tsx';
import { Button } from '../../../ui/action/button.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { AttributesSection } from '../attributes/attributes-section.tsx';
import { CertificatesSection } from '../certificates/certificates-section.tsx';
import { ReadOnlyNote } from '../one/read-only.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { StateDialog } from '../one/state-dialog.tsx';
import { IdentityProvider } from './identity-provider.tsx';
import { NameIdSection, SigningSection } from './name-id-signing.tsx';
import { ServiceProvider } from './service-provider.tsx';
import { SignInSection } from './sign-in-section.tsx';

export function SsoTab(): ReactNode {
  const { application } = useSettingsDraft();
  return (
    <>
      <ReadOnlyNote />
      <FindingList findings={application.findings} />
      <div>
        <ServiceProvider />
        <IdentityProvider />
        <NameIdSection />
        <SignInSection />
        <SigningSection />
        <AttributesSection />
        <CertificatesSection />
        <DangerZone />
      </div>
    </>
  );
}

function DangerZone(): ReactNode {
  const { application, mayManage } = useSettingsDraft();
  const [isOpen, setOpen] = useState(false);
  const isActive = application.state === 'active';
  if (!mayManage) return null;
  return (
    <Section
      title={isActive ? 'Deactivate' : 'Activate'}
      intro={isActive ? 'Takes effect at once; the configuration stays.' : 'Nobody can sign in while it is inactive.'}
    >
      <div className="flex flex-wrap items-center gap-4">
        <Button tone={isActive ? 'danger' : 'primary'} onPress={() => setOpen(true)}>
          <Power aria-hidden />
          {isActive ? 'Deactivate SSO' : 'Activate SSO'}
        </Button>
        <StateDialog application={application} isOpen={isOpen} onClose={() => setOpen(false)} />
      </div>
    </Section>
  );
}
