// One of many: type to narrow, arrow keys to choose.
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { ComboBox as AriaComboBox, Button, Input } from 'react-aria-components';
import { cx } from '../cx.ts';
import { AriaHint, AriaLabel, controlLook, type FieldProps, fieldLook } from '../field/field.tsx';
import { type Option, OptionPopover } from './option.tsx';

export type ComboBoxProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (value: Id | undefined) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isMono?: boolean;
};

/** Finds by any part of the label. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>): ReactNode {
  const { options, value, onChange, error, placeholder = '', isDisabled = false, isMono = false } = props;
  return (
    <AriaComboBox
      className={cx(fieldLook, props.className)}
      defaultItems={options}
      value={value ?? null}
      onChange={(key) => onChange(key === null ? undefined : (String(key) as Id))}
      menuTrigger="focus"
      allowsEmptyCollection
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
    >
      <AriaLabel {...props} />
      <div className="relative">
        <Input className={cx(controlLook, 'pr-8', isMono && 'font-mono')} placeholder={placeholder} />
        <Button
          aria-label={`Show ${props.label}`}
          className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-r-md text-ink-2 hover:text-ink"
        >
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </div>
      <AriaHint hint={props.hint} error={error} />
      <OptionPopover />
    </AriaComboBox>
  );
}
