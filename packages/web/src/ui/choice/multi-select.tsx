// Several of many: chosen ones are tags, the field below adds one more.
import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ComboBox as AriaComboBox, Button, Input, Tag, TagGroup, TagList } from 'react-aria-components';
import { cx } from '../cx.ts';
import { AriaHint, AriaLabel, controlLook, type FieldProps, fieldLook } from '../field/field.tsx';
import { type Option, OptionPopover } from './option.tsx';

export type MultiSelectProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: readonly Id[];
  readonly onChange: (value: Id[]) => void;
  readonly placeholder?: string;
  /** Told what is typed, when the server searches: `options` is then what it found, and all of it fits. */
  readonly onQuery?: (text: string) => void;
};

/** Tags are removed by their button, Delete or Backspace. Chosen options leave the list. */
export function MultiSelect<Id extends string>(props: MultiSelectProps<Id>): ReactNode {
  const { options, value, onChange, label, error, placeholder = 'Add' } = props;
  const [text, setText] = useState('');
  // Until the list is closed: it closes itself, off what lies below, only when it sees a choice.
  const [justChosen, setJustChosen] = useState<Id | null>(null);
  const type = (next: string) => {
    setText(next);
    props.onQuery?.(next);
  };
  const chosen = value.map((id) => options.find((option) => option.id === id) ?? { id, label: id });
  const open = options.filter(
    (option) =>
      !value.includes(option.id) &&
      (props.onQuery !== undefined || option.label.toLowerCase().includes(text.trim().toLowerCase())),
  );
  return (
    <div className={cx(fieldLook, props.className)}>
      <AriaComboBox
        className={fieldLook}
        items={open}
        inputValue={text}
        onInputChange={type}
        value={justChosen}
        onChange={(key) => {
          // Leaving the field tells it once more.
          if (key !== null && key !== justChosen) {
            onChange([...value, String(key) as Id]);
            setJustChosen(String(key) as Id);
          }
          type('');
        }}
        onOpenChange={(isOpen) => !isOpen && setJustChosen(null)}
        menuTrigger="focus"
        allowsEmptyCollection
        isInvalid={error !== undefined}
      >
        <AriaLabel {...props} />
        <Input className={controlLook} placeholder={placeholder} />
        <AriaHint hint={props.hint} error={error} />
        <OptionPopover empty="Nothing left to add" />
      </AriaComboBox>
      {chosen.length > 0 && (
        <TagGroup
          aria-label={`${label}, chosen`}
          onRemove={(keys) => onChange(value.filter((id) => !keys.has(id)))}
          selectionMode="none"
        >
          <TagList items={chosen} className="flex flex-wrap gap-1.5">
            {(option) => (
              <Tag
                id={option.id}
                textValue={option.label}
                className="flex h-6 max-w-full items-center gap-1 rounded-md border border-line-strong bg-sunken pr-0.5 pl-2 text-xs text-ink"
              >
                <span className="truncate">{option.label}</span>
                <Button
                  slot="remove"
                  className="grid size-5 place-items-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink"
                >
                  <X aria-hidden className="size-3" />
                </Button>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      )}
    </div>
  );
}
