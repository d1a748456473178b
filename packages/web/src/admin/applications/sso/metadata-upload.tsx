// Takes the service provider's metadata, by file or address, and shows what it would change before anything does.
import { type ReactNode, useState } from 'react';
import { type Result, useChange } from '../../../api/endpoints.ts';
import { useFieldErrors } from '../../../parts/field-errors.ts';
import { Button } from '../../../ui/action/button.tsx';
import { FileDrop } from '../../../ui/field/file-drop.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { FormBanner } from '../../../ui/form/form-banner.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { MetadataReview } from './metadata-review.tsx';

const MOST_BYTES = 1_000_000;
type Given = { readonly xml: string } | { readonly url: string };

export function MetadataUpload(): ReactNode {
  const { application, mayManage } = useSettingsDraft();
  const review = useChange('reviewSpMetadata', { stale: [] });
  const [url, setUrl] = useState('');
  const [found, setFound] = useState<Result<'reviewSpMetadata'>>();
  const errors = useFieldErrors();
  if (!mayManage) return null;
  const read = async (given: Given) => {
    errors.clear();
    try {
      setFound(await review.mutateAsync({ params: { id: application.id }, body: given }));
    } catch (error) {
      errors.take(error, { xml: '', url });
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <FileDrop
        label="Service Provider Metadata"
        accept={['.xml', 'text/xml', 'application/xml', 'application/samlmetadata+xml']}
        what="SAML 2.0 XML of at most 1 MB"
        mostBytes={MOST_BYTES}
        hint="Nothing changes before you have seen the difference."
        error={errors.at('xml')}
        onFile={(file) => void file.text().then((xml) => read({ xml }))}
      />
      <div className="flex items-end gap-2">
        <Input
          label="Or its address"
          isOptional
          isMono
          inputMode="url"
          placeholder="https://signin.aws.amazon.com/static/saml-metadata.xml"
          className="flex-1"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          error={errors.at('url')}
        />
        <Button
          isDisabled={url.trim() === ''}
          isPending={review.isPending}
          onPress={() => void read({ url: url.trim() })}
        >
          Read
        </Button>
      </div>
      <FormBanner refusal={errors.refusal} />
      <MetadataReview found={found} onClose={() => setFound(undefined)} />
    </div>
  );
}
