// One of two or three, all in sight.
import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { cx } from '../cx.ts';
import { AriaHint, AriaLabel, type FieldProps, fieldLook } from '../field/field.tsx';
import type { Option } from './option.tsx';

export type RadiosProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (value: Id) => void;
  /** `row` for words, `column` (the default) for options with a detail. */
  readonly direction?: 'row' | 'column';
};

export function Radios<Id extends string>(props: RadiosProps<Id>): ReactNode {
  const { options, value, onChange, error, direction = 'column' } = props;
  return (
    <RadioGroup
      className={cx(fieldLook, props.className)}
      value={value ?? null}
      onChange={(next) => onChange(next as Id)}
      isInvalid={error !== undefined}
      orientation={direction === 'row' ? 'horizontal' : 'vertical'}
    >
      <AriaLabel {...props} />
      <div
        className={
          direction === 'row' ? 'flex min-h-8 flex-wrap items-center gap-x-5 gap-y-2' : 'flex flex-col gap-2 py-1'
        }
      >
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="group inline-flex items-start gap-2">
            <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-field bg-raised transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent">
              <span className="size-2 rounded-full bg-transparent group-data-selected:bg-accent" />
            </span>
            <span className="min-w-0">
              {option.label}
              {option.detail !== undefined && <span className="block text-xs text-ink-3">{option.detail}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <AriaHint hint={props.hint} error={error} />
    </RadioGroup>
  );
}
