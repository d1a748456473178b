// What each sign-in tells the service about the person: one table, whatever the values come from.
import type { AttributeMapping } from '@keyshift/web-api';
import { Plus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../../../ui/action/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorText } from '../../../ui/field/field.tsx';
import { Menu, type MenuItem } from '../../../ui/overlay/menu.tsx';
import { Fields } from '../one/read-only.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { AttributeRow } from './attribute-row.tsx';
import { KNOWN_NAMES } from './known-names.ts';

export function AttributesSection(): ReactNode {
  const { values, errors, change, mayManage } = useSettingsDraft();
  const { attributes } = values;
  const set = (next: readonly AttributeMapping[]) => change({ attributes: [...next] });
  const id = useId();
  const general = errors.at('attributes');
  return (
    // The names are long: the whole width, unlike other sections.
    <section aria-labelledby={id} className="flex flex-col gap-4 border-b border-line py-8">
      <div>
        <h2 id={id} className="text-base font-semibold">
          Attributes
        </h2>
        <p className="mt-1 text-ink-2">
          What each sign-in tells the service about the person. A repeated name sends all its values together.
        </p>
      </div>
      <Fields>
        {attributes.length === 0 ? (
          <div className="rounded-lg border border-line bg-raised">
            <EmptyState title="No attributes">The service learns only the NameID.</EmptyState>
          </div>
        ) : (
          <div className="rounded-lg border border-line bg-raised">
            <div
              aria-hidden
              className="hidden gap-2 rounded-t-lg bg-sunken px-3 py-2 font-medium text-ink-2 md:grid md:grid-cols-[minmax(0,1.6fr)_112px_minmax(0,1fr)_128px]"
            >
              <span>Service attribute</span>
              <span>Source</span>
              <span>Value</span>
            </div>
            {attributes.map((attribute, at) => (
              <AttributeRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; names may repeat
                key={at}
                at={at}
                count={attributes.length}
                attribute={attribute}
                onChange={(next) => set(attributes.map((one, index) => (index === at ? next : one)))}
                onRemove={() => set(attributes.filter((_, index) => index !== at))}
                onMove={(by) => set(swapped(attributes, at, at + by))}
              />
            ))}
          </div>
        )}
        {general !== undefined && <ErrorText>{general}</ErrorText>}
        <div>
          <AddAttribute attributes={attributes} isDisabled={!mayManage} onAdd={(one) => set([...attributes, one])} />
        </div>
      </Fields>
    </section>
  );
}

type AddProps = {
  readonly attributes: readonly AttributeMapping[];
  readonly isDisabled: boolean;
  readonly onAdd: (attribute: AttributeMapping) => void;
};

function AddAttribute({ attributes, isDisabled, onAdd }: AddProps): ReactNode {
  const { application } = useSettingsDraft();
  const isAws = application.connector === 'redshift' || application.connector.startsWith('aws');
  const missing = isAws ? KNOWN_NAMES.filter(({ uri }) => !attributes.some(({ name }) => name === uri)) : [];
  const add = (name: string) => onAdd({ name, source: { kind: 'user', field: 'username' } });
  const items: readonly MenuItem[] = [
    { id: 'other', label: 'Other name', onPress: () => add('') },
    ...(missing.length === 0 ? [] : (['separator'] as const)),
    ...missing.map(({ short, uri }) => ({ id: uri, label: short, onPress: () => add(uri) })),
  ];
  const button = (
    <Button size="small" isDisabled={isDisabled} {...(missing.length === 0 && { onPress: () => add('') })}>
      <Plus aria-hidden />
      Add attribute
    </Button>
  );
  return missing.length === 0 ? (
    button
  ) : (
    <Menu label="Attributes to add" items={items}>
      {button}
    </Menu>
  );
}

function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  const next = [...list];
  const [first, second] = [list[one], list[other]];
  if (first === undefined || second === undefined) return next;
  next[one] = second;
  next[other] = first;
  return next;
}
