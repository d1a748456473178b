// A field of a person: their own, one of the profile, or a custom attribute by its name.
import { PROFILE_FIELDS } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Select } from '../../../ui/choice/select.tsx';
import type { FieldProps } from '../../../ui/field/field.tsx';
import { Input } from '../../../ui/field/input.tsx';

const CUSTOM = 'custom.';
const OPTIONS = [
  ...['username', 'email', 'displayName', 'id', ...PROFILE_FIELDS].map((id) => ({ id, label: id })),
  { id: CUSTOM, label: 'custom …', detail: 'A custom attribute, also inherited from groups' },
];

export function UserField(props: FieldProps & { value: string; onChange: (field: string) => void }): ReactNode {
  const { value, onChange, label, error } = props;
  const isCustom = value.startsWith(CUSTOM);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Select
        {...props}
        options={OPTIONS}
        value={isCustom ? CUSTOM : value}
        onChange={onChange}
        error={isCustom ? undefined : error}
      />
      {isCustom && (
        <Input
          label={`${label}: name of the custom attribute`}
          isLabelHidden
          isMono
          placeholder="name of the attribute"
          value={value.slice(CUSTOM.length)}
          onChange={(event) => onChange(`${CUSTOM}${event.target.value}`)}
          error={error}
        />
      )}
    </div>
  );
}
