// The save bar of an application's settings, and what is done when somebody else was faster.
import type { ReactNode } from 'react';
import { Button } from '../../../ui/action/button.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { FormBanner } from '../../../ui/form/form-banner.tsx';
import { SaveBar } from '../../../ui/form/save-bar.tsx';
import { Diff } from '../../../ui/text/diff.tsx';
import { settingsChanges } from './settings-changes.ts';
import { useSettingsDraft } from './settings-draft.tsx';

export function SaveSettings(): ReactNode {
  const { application, values, errors, isOutdated, isSaving, save, discard, loadNewer } = useSettingsDraft();
  const changes = settingsChanges(application, values);
  return (
    <>
      {/* Above the bar, so that it is seen wherever on the page one is. */}
      <div className="sticky bottom-16 z-10 empty:hidden">
        {isOutdated && (
          <Banner
            tone="warn"
            title="Somebody saved a newer version meanwhile"
            action={<Button onPress={() => void loadNewer()}>Load the newer version</Button>}
          >
            <p>
              Nothing of yours was saved. It stays typed in and is compared with the newer version; then save again.
            </p>
            <div className="mt-2 rounded-md bg-bg p-3">
              <Diff changes={changes} label="Your changes" />
            </div>
          </Banner>
        )}
        <FormBanner refusal={errors.refusal} />
      </div>
      <SaveBar
        changes={changes}
        onSave={() => void save()}
        onDiscard={discard}
        isSaving={isSaving}
        isGuardedElsewhere
      />
    </>
  );
}
