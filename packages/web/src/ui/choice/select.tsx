// One of a few: a button with a list.
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Select as AriaSelect, Button, SelectValue } from 'react-aria-components';
import { cx } from '../cx.ts';
import { AriaHint, AriaLabel, controlLook, type FieldProps, fieldLook } from '../field/field.tsx';
import { type Option, OptionPopover } from './option.tsx';

export type SelectProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (value: Id) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
};

/** More than about fifteen options need a ComboBox, two or three are Radios. */
export function Select<Id extends string>(props: SelectProps<Id>): ReactNode {
  const { options, value, onChange, error, placeholder = 'Choose', isDisabled = false } = props;
  return (
    <AriaSelect
      className={cx(fieldLook, props.className)}
      placeholder={placeholder}
      value={value ?? null}
      onChange={(key) => {
        if (key !== null) onChange(String(key) as Id);
      }}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
    >
      <AriaLabel {...props} />
      <Button
        className={cx(
          controlLook,
          'flex items-center gap-2 text-left hover:bg-hover',
          error !== undefined && 'border-bad',
        )}
      >
        <SelectValue<Option> className="min-w-0 flex-1 truncate data-placeholder:text-ink-3">
          {({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-2" />
      </Button>
      <AriaHint hint={props.hint} error={error} />
      <OptionPopover options={options} />
    </AriaSelect>
  );
}
