// What a chosen person would get at sign-in, with what is typed on the other tabs but not saved.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { useChange } from '../../../api/endpoints.ts';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { Button } from '../../../ui/action/button.tsx';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { useQueryState } from '../../../url.ts';
import { PreviewResult } from './preview-result.tsx';
import { useSettingsDraft } from './settings-draft.tsx';

export function PreviewTab(): ReactNode {
  const { application, patch } = useSettingsDraft();
  const [query, changeQuery] = useQueryState();
  const [withUnsaved, setWithUnsaved] = useState(true);
  const isStarted = useRef(false);
  const preview = useChange('previewAssertion', { stale: [] });
  const personId = query.get('person') ?? undefined;
  const hasUnsaved = Object.keys(patch).length > 0;
  const show = (id: string | undefined) => {
    isStarted.current = true;
    changeQuery({ person: id }, { replace: true });
    if (id === undefined) return preview.reset();
    preview.mutate({
      params: { id: application.id },
      body: { personId: id, ...(hasUnsaved && withUnsaved && { settings: patch }) },
    });
  };
  useEffect(() => {
    // A link to the preview of a person shows it.
    if (personId === undefined || isStarted.current) return;
    isStarted.current = true;
    show(personId);
  });
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64 sm:max-w-sm">
          <PersonPicker label="Person" value={personId} onChange={show} />
        </div>
        <Button isDisabled={personId === undefined} isPending={preview.isPending} onPress={() => show(personId)}>
          {preview.data === undefined ? 'Preview' : 'Preview again'}
        </Button>
      </div>
      {hasUnsaved && (
        <Checkbox
          label="Try the unsaved changes"
          detail="The preview uses what you typed; sign-ins go on with what is saved."
          value={withUnsaved}
          onChange={setWithUnsaved}
        />
      )}
      {preview.error !== null && (
        <Banner tone="bad" title={wordsOf(preview.error).what}>
          {wordsOf(preview.error).detail}
        </Banner>
      )}
      {preview.data === undefined && preview.isPending && <Skeleton />}
      {preview.data === undefined && preview.error === null && !preview.isPending && (
        <div className="rounded-lg border border-line bg-raised">
          <EmptyState title="Choose a person">
            The preview runs every check of a real sign-in and shows the assertion. Nothing is issued, nothing is
            recorded.
          </EmptyState>
        </div>
      )}
      {preview.data !== undefined && <PreviewResult preview={preview.data} label={application.label} />}
    </div>
  );
}
