// The frame of such a form: what was refused, what somebody else changed, the fields, and the bar that saves.
import type { Permission } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Banner } from '../ui/feedback/banner.tsx';
import { FormBanner } from '../ui/form/form-banner.tsx';
import { SaveBar } from '../ui/form/save-bar.tsx';
import { Diff } from '../ui/text/diff.tsx';
import { EditableFields, LookOnly } from './look-only.tsx';
import type { ObjectForm } from './use-object-form.ts';

type Framed = Pick<
  ObjectForm<never>,
  'changes' | 'refusal' | 'theirs' | 'takeOver' | 'isSaving' | 'submit' | 'discard'
>;

export function ObjectFormFrame({
  object,
  noun,
  need,
  children,
}: {
  object: Framed;
  /** What somebody else changed: "user". */
  noun: string;
  need: Permission;
  children: ReactNode;
}): ReactNode {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void object.submit();
      }}
      className="flex flex-1 flex-col gap-6"
      noValidate
    >
      <LookOnly need={need} />
      <FormBanner refusal={object.refusal} />
      {object.theirs !== undefined && (
        <Banner
          tone="warn"
          title={`Somebody else changed this ${noun} meanwhile`}
          action={<Button onPress={object.takeOver}>Continue with theirs and mine</Button>}
        >
          <p>Nothing was saved, and what you typed is still here. These are their changes:</p>
          <div className="mt-2">
            {object.theirs.length === 0 ? (
              'None of these fields.'
            ) : (
              <Diff changes={object.theirs} label="Their changes" />
            )}
          </div>
        </Banner>
      )}
      <div>
        <EditableFields need={need}>{children}</EditableFields>
      </div>
      <SaveBar
        changes={object.changes}
        onSave={() => void object.submit()}
        onDiscard={object.discard}
        isSaving={object.isSaving}
      />
    </form>
  );
}
