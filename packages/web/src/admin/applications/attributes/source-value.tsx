// Where the values of one attribute come from: a field, a text, groups with a filter, or the role.
import type { AttributeMapping } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Select } from '../../../ui/choice/select.tsx';
import { ErrorText } from '../../../ui/field/field.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { FILTER_WORDS, type GroupFilter, type Source } from './attribute-words.ts';
import { SESSION_DURATION } from './known-names.ts';
import { UserField } from './user-field.tsx';

type SourceValueProps = {
  readonly label: string;
  readonly attribute: AttributeMapping;
  readonly error: string | undefined;
  readonly onChange: (source: Source) => void;
};

export function SourceValue({ label, attribute, error, onChange }: SourceValueProps): ReactNode {
  const { source, name } = attribute;
  switch (source.kind) {
    case 'user':
      return (
        <UserField
          label={label}
          isLabelHidden
          value={source.field}
          error={error}
          onChange={(field) => onChange({ kind: 'user', field })}
        />
      );
    case 'constant':
      return (
        <Input
          label={label}
          isLabelHidden
          isMono
          value={source.value}
          error={error ?? durationError(name, source.value)}
          hint={name === SESSION_DURATION ? 'Seconds, 900 to 43200' : undefined}
          onChange={(event) => onChange({ kind: 'constant', value: event.target.value })}
        />
      );
    case 'groups':
      return <Filter label={label} filter={source.filter} error={error} onChange={onChange} />;
    case 'role':
      return (
        <p className="flex min-h-8 flex-col justify-center text-ink-2">
          Role ARN, provider ARN
          {error !== undefined && <ErrorText>{error}</ErrorText>}
        </p>
      );
  }
}

/** The server says the same on saving; here at once. */
function durationError(name: string, value: string): string | undefined {
  if (name !== SESSION_DURATION) return;
  const seconds = Number(value);
  const isFitting = /^\d+$/.test(value) && seconds >= 900 && seconds <= 43_200;
  return isFitting ? undefined : 'AWS takes 900 to 43200 seconds';
}

const ALL = 'all';
const OPERATORS = [
  { id: ALL, label: 'All groups' },
  ...Object.entries(FILTER_WORDS).map(([id, words]) => ({ id, label: `Groups ${words}` })),
];

function Filter(o: {
  label: string;
  filter: GroupFilter | undefined;
  error: string | undefined;
  onChange: (source: Source) => void;
}): ReactNode {
  const { label, filter, error, onChange } = o;
  const set = (next: GroupFilter | undefined) =>
    onChange(next === undefined ? { kind: 'groups' } : { kind: 'groups', filter: next });
  const values = filter?.values ?? [];
  return (
    <div className="flex flex-col gap-1.5">
      <Select
        label={`${label}: which groups`}
        isLabelHidden
        options={OPERATORS}
        value={filter?.operator ?? ALL}
        error={filter === undefined ? error : undefined}
        onChange={(operator) =>
          set(
            operator === ALL
              ? undefined
              : { operator: operator as GroupFilter['operator'], values: values.length === 0 ? [''] : values },
          )
        }
      />
      {filter !== undefined && (
        <Input
          label={`${label}: text to compare`}
          isLabelHidden
          isMono
          hint="Several separated by commas"
          value={values.join(',')}
          error={error}
          onChange={(event) =>
            set({ ...filter, values: event.target.value.split(',').map((text) => text.trimStart()) })
          }
        />
      )}
    </div>
  );
}
