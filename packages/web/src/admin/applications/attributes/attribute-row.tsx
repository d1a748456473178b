// One attribute of the assertion: its name on the other side, where the values come from, what is done to them.
import type { AttributeMapping } from '@keyshift/web-api';
import { ArrowDown, ArrowUp, SlidersHorizontal, Trash2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../../ui/action/button.tsx';
import { Select } from '../../../ui/choice/select.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { AttributeDetails } from './attribute-details.tsx';
import { describeDetails, type Source } from './attribute-words.ts';
import { knownName, shortName } from './known-names.ts';
import { SourceValue } from './source-value.tsx';
import { Transforms } from './transforms.tsx';

const KINDS: readonly { id: Source['kind']; label: string; detail: string }[] = [
  { id: 'user', label: 'User', detail: 'A field of the person' },
  { id: 'constant', label: 'Constant', detail: 'The same for everybody' },
  { id: 'groups', label: 'Groups', detail: 'Names of the person’s groups that may use it' },
  { id: 'role', label: 'Role', detail: 'AWS role and provider of the person’s group' },
];
const FRESH: Readonly<Record<Source['kind'], Source>> = {
  user: { kind: 'user', field: 'username' },
  constant: { kind: 'constant', value: '' },
  groups: { kind: 'groups' },
  role: { kind: 'role' },
};

export type AttributeRowProps = {
  readonly at: number;
  readonly count: number;
  readonly attribute: AttributeMapping;
  readonly onChange: (attribute: AttributeMapping) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: 1 | -1) => void;
};

export function AttributeRow(props: AttributeRowProps): ReactNode {
  const { at, attribute, onChange } = props;
  const { errors } = useSettingsDraft();
  const { name, source } = attribute;
  const known = knownName(name);
  const number = `attribute ${at + 1}`;
  const nameError = errors.at(`attributes.${at}.name`);
  const friendlyError = errors.at(`attributes.${at}.friendlyName`);
  const valueError =
    nameError === undefined && friendlyError === undefined ? errors.below(`attributes.${at}`) : undefined;
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const areDetailsShown = isOpen || friendlyError !== undefined;
  const details = describeDetails(attribute);
  return (
    <fieldset
      aria-label={`Attribute ${at + 1}: ${name === '' ? 'no name yet' : shortName(name)}`}
      className="m-0 grid min-w-0 items-start gap-2 border-0 border-t border-line p-3 first:border-t-0 md:grid-cols-[minmax(0,1.6fr)_112px_minmax(0,1fr)_128px]"
    >
      <div className="min-w-0">
        <Input
          label={known?.short ?? `Name of ${number}`}
          isLabelHidden={known === undefined}
          isMono
          placeholder="name, as the service reads it"
          value={name}
          hint={known?.hint}
          error={nameError}
          onChange={(event) => onChange({ ...attribute, name: event.target.value })}
        />
        {details !== '' && !areDetailsShown && <p className="mt-1 text-xs break-words text-ink-2">With {details}</p>}
      </div>
      <div className={known === undefined ? '' : 'md:pt-6.5'}>
        <Select
          label={`Source of ${number}`}
          isLabelHidden
          options={KINDS}
          value={source.kind}
          onChange={(kind) => onChange({ ...attribute, source: FRESH[kind] })}
        />
      </div>
      <div className={known === undefined ? 'min-w-0' : 'min-w-0 md:pt-6.5'}>
        <SourceValue
          label={`Value of ${number}`}
          attribute={attribute}
          error={valueError}
          onChange={(next) => onChange({ ...attribute, source: next })}
        />
        {source.kind !== 'role' && (
          <Transforms
            label={number}
            transforms={attribute.transforms ?? []}
            onChange={(transforms) => onChange({ ...attribute, transforms })}
          />
        )}
      </div>
      <RowButtons {...props} isPushedDown={known !== undefined}>
        <Button
          tone="plain"
          size="icon"
          aria-label={`Details of attribute ${at + 1}`}
          aria-expanded={areDetailsShown}
          aria-controls={detailsId}
          onPress={() => setOpen(!areDetailsShown)}
        >
          <SlidersHorizontal aria-hidden />
        </Button>
      </RowButtons>
      {areDetailsShown && (
        <AttributeDetails
          id={detailsId}
          label={number}
          attribute={attribute}
          error={friendlyError}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}

function RowButtons({
  at,
  count,
  onMove,
  onRemove,
  isPushedDown,
  children,
}: AttributeRowProps & { isPushedDown: boolean; children: ReactNode }): ReactNode {
  const { mayManage } = useSettingsDraft();
  return (
    <div className={`flex justify-end ${isPushedDown ? 'md:pt-6.5' : ''}`}>
      {children}
      <Button
        tone="plain"
        size="icon"
        aria-label={`Move attribute ${at + 1} up`}
        isDisabled={!mayManage || at === 0}
        className="disabled:border-transparent disabled:bg-transparent disabled:opacity-40"
        onPress={() => onMove(-1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        tone="plain"
        size="icon"
        aria-label={`Move attribute ${at + 1} down`}
        isDisabled={!mayManage || at === count - 1}
        className="disabled:border-transparent disabled:bg-transparent disabled:opacity-40"
        onPress={() => onMove(1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button
        tone="plain"
        size="icon"
        aria-label={`Remove attribute ${at + 1}`}
        isDisabled={!mayManage}
        onPress={onRemove}
      >
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
