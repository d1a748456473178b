// What an application is called and where it shows, in the wizard and on its page.
import type { GeneralSettings } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import type { FieldErrors } from '../../../parts/field-errors.ts';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { Textarea } from '../../../ui/field/textarea.tsx';

type Values = Pick<GeneralSettings, 'label' | 'description' | 'bookmarkUrl'>;

export function NameFields(o: {
  values: Values;
  isBookmark: boolean;
  errors: FieldErrors;
  onChange: (change: Partial<Values>) => void;
}): ReactNode {
  const { values, isBookmark, errors, onChange } = o;
  return (
    <>
      <Input
        label="Display Label"
        hint="In both portals, at most 80 characters."
        maxLength={80}
        value={values.label}
        onChange={(event) => onChange({ label: event.target.value })}
        error={errors.at('label')}
      />
      <Textarea
        label="Description"
        isOptional
        rows={2}
        hint="People read it on the tile; it helps them to choose."
        value={values.description}
        onChange={(event) => onChange({ description: event.target.value })}
        error={errors.at('description')}
      />
      {isBookmark && (
        <Input
          label="Bookmark URL"
          hint="Where the tile leads. A bookmark signs nobody in."
          isMono
          inputMode="url"
          placeholder="https://"
          value={values.bookmarkUrl ?? ''}
          onChange={(event) => onChange({ bookmarkUrl: event.target.value })}
          error={errors.at('bookmarkUrl')}
        />
      )}
    </>
  );
}

export function ShowInPortal({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }): ReactNode {
  return (
    <Checkbox
      label="Show in User Portal"
      detail="Hidden applications still work for whoever opens them from their own side."
      value={value}
      onChange={onChange}
    />
  );
}
