// Gives a provider another document; the one before is not overwritten if somebody else was faster.
import type { SamlProviderDetail } from '@keyshift/web-api';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useChange, useEndpoint } from '../../api/endpoints.ts';
import { Button } from '../../ui/action/button.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { FormBanner } from '../../ui/form/form-banner.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { METADATA_FIELDS, MetadataFields, useMetadataDraft } from './metadata-fields.tsx';

type Props = { readonly provider: SamlProviderDetail; readonly onClose: () => void };

export function ReplaceMetadata({ provider, onClose }: Props): ReactNode {
  const { name } = provider;
  const formId = useId();
  const draft = useMetadataDraft();
  const { errors } = draft;
  // What was on the page when it was opened; a newer one counts only after its owner was told of it.
  const [version, setVersion] = useState(provider.version);
  const [isOutrun, setOutrun] = useState(false);
  const { refetch } = useEndpoint('getSamlProvider', { params: { name } });
  const replace = useChange('replaceSamlMetadata', { stale: ['getSamlProvider', 'listSamlProviders', 'listAudit'] });
  const toast = useToast();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    errors.clear();
    setOutrun(false);
    try {
      await replace.mutateAsync({ params: { name }, body: draft.body, version });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'directory.changed_meanwhile') {
        return errors.take(error, METADATA_FIELDS);
      }
      const { data } = await refetch();
      setVersion(data?.version ?? version);
      return setOutrun(true);
    }
    onClose();
    toast({ tone: 'ok', text: `Metadata of ${name} replaced` });
  };
  return (
    <Dialog
      title={`Replace the metadata of ${name}`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId} isPending={replace.isPending} isDisabled={draft.isReading}>
            Replace metadata
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5" noValidate>
        <p className="text-ink-2">
          At once IAM takes the word of the keys in the new document, and no longer of those that are only in the old
          one.
        </p>
        <FormBanner refusal={errors.refusal} />
        {isOutrun && (
          <Banner tone="warn" title="Somebody else replaced this metadata meanwhile">
            Nothing was changed. The page behind shows what they put there; press the button again to put yours in its
            place.
          </Banner>
        )}
        <MetadataFields draft={draft} />
      </form>
    </Dialog>
  );
}
