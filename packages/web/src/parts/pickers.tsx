// Fields that find people and groups on the server while one types.
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useEndpoint } from '../api/endpoints.ts';
import { MultiSelect } from '../ui/choice/multi-select.tsx';
import type { Option } from '../ui/choice/option.tsx';
import type { FieldProps } from '../ui/field/field.tsx';

type PickerProps = FieldProps & {
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
};
const MOST_SHOWN = 50;

/** What was found now, and what was chosen before from other searches. */
function useChosenOptions(found: readonly Option[], value: readonly string[]) {
  const [kept, setKept] = useState<readonly Option[]>([]);
  const isFound = (id: string) => found.some((option) => option.id === id);
  const options = [...found, ...kept.filter((option) => value.includes(option.id) && !isFound(option.id))];
  return {
    options,
    keep: (ids: readonly string[]) => setKept(options.filter((option) => ids.includes(option.id))),
  };
}

export function GroupPicker({ value, onChange, ...field }: PickerProps): ReactNode {
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const groups = useEndpoint('listGroups', { query: { limit: MOST_SHOWN, ...(search !== '' && { search }) } });
  const found = (groups.data?.items ?? []).map(({ id, name, description }) => ({
    id,
    label: name,
    ...(description !== '' && { detail: description }),
  }));
  const { options, keep } = useChosenOptions(found, value);
  return (
    <MultiSelect
      placeholder="Find groups"
      {...field}
      options={options}
      value={value}
      onQuery={setText}
      onChange={(ids) => {
        keep(ids);
        onChange(ids);
      }}
    />
  );
}

export function PeoplePicker({ value, onChange, ...field }: PickerProps): ReactNode {
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const people = useEndpoint('listPeople', { query: { limit: MOST_SHOWN, ...(search !== '' && { search }) } });
  const found = (people.data?.items ?? []).map(({ id, displayName, username, email }) => ({
    id,
    label: displayName,
    detail: `${username} · ${email}`,
  }));
  const { options, keep } = useChosenOptions(found, value);
  return (
    <MultiSelect
      placeholder="Find people"
      {...field}
      options={options}
      value={value}
      onQuery={setText}
      onChange={(ids) => {
        keep(ids);
        onChange(ids);
      }}
    />
  );
}
