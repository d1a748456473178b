// A first and a last day, both included, either may be open.
import { type ReactNode, useId } from 'react';
import { cx } from '../cx.ts';
import { controlLook, ErrorText } from './field.tsx';

/** Days as `2026-11-26`, absent for "no limit". */
export type Days = { readonly from?: string | undefined; readonly to?: string | undefined };

const dayOf = (text: string) => (text === '' ? undefined : text);

/** The browser's own date fields: its calendar, its locale, its keyboard. Says so when the days are the wrong way round. */
export function DateRange({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Days;
  onChange: (days: Days) => void;
}): ReactNode {
  const errorId = useId();
  const isReversed = value.from !== undefined && value.to !== undefined && value.from > value.to;
  const aria = isReversed ? ({ 'aria-invalid': true, 'aria-describedby': errorId } as const) : {};
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-1.5 border-0 p-0">
      <legend className="sr-only">{label}</legend>
      <div className="flex items-center gap-2">
        <input
          {...aria}
          type="date"
          aria-label={`${label} from`}
          value={value.from ?? ''}
          onChange={(event) => onChange({ ...value, from: dayOf(event.target.value) })}
          className={cx(controlLook, 'w-36')}
        />
        <span aria-hidden className="text-ink-3">
          –
        </span>
        <input
          {...aria}
          type="date"
          aria-label={`${label} to`}
          value={value.to ?? ''}
          onChange={(event) => onChange({ ...value, to: dayOf(event.target.value) })}
          className={cx(controlLook, 'w-36')}
        />
      </div>
      {isReversed && (
        <div id={errorId}>
          <ErrorText>The first day is after the last</ErrorText>
        </div>
      )}
    </fieldset>
  );
}
