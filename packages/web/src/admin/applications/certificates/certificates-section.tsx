// The signing keys of an application, and how one takes the other's place without a gap.
import { KeyRound, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { Button } from '../../../ui/action/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { GenerateDialog } from './generate-dialog.tsx';
import { KeyRow } from './key-row.tsx';
import { RotationSteps } from './rotation-steps.tsx';
import { UploadDialog } from './upload-dialog.tsx';

export function CertificatesSection(): ReactNode {
  const { application, mayManage } = useSettingsDraft();
  const { id } = application;
  const keys = useEndpoint('listKeys', { params: { id } });
  const [open, setOpen] = useState<'generate' | 'upload'>();
  const close = () => setOpen(undefined);
  return (
    <Section
      title="Certificates"
      intro="The active key signs. A new one is staged first, so that the service can get to know it before it is used."
    >
      <Loaded result={keys}>
        {({ items }) => (
          <>
            <RotationSteps keys={items} />
            {items.length === 0 ? (
              <div className="rounded-lg border border-line bg-raised">
                <EmptyState title="No certificate">Nobody can sign in without one.</EmptyState>
              </div>
            ) : (
              <ul
                aria-label="Certificates"
                className="m-0 min-w-0 list-none divide-y divide-line rounded-lg border border-line bg-raised p-0"
              >
                {items.map((key) => (
                  <KeyRow key={key.id} applicationId={id} signingKey={key} mayManage={mayManage} />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
      {mayManage && (
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => setOpen('generate')}>
            <KeyRound aria-hidden />
            Regenerate
          </Button>
          <Button onPress={() => setOpen('upload')}>
            <Upload aria-hidden />
            Upload certificate and key
          </Button>
        </div>
      )}
      <GenerateDialog applicationId={id} isOpen={open === 'generate'} onClose={close} />
      <UploadDialog applicationId={id} isOpen={open === 'upload'} onClose={close} />
    </Section>
  );
}
