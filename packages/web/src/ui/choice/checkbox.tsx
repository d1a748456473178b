// A yes or no that takes effect on saving.
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import { cx } from '../cx.ts';

export type CheckboxProps = {
  /** Beside the box, and its name. */
  readonly label: string;
  readonly detail?: ReactNode;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly isMixed?: boolean;
  readonly isDisabled?: boolean;
  /** For tables, where the row says what is ticked. */
  readonly isLabelHidden?: boolean;
};

const box =
  'grid size-4 shrink-0 place-items-center rounded-sm border border-field bg-raised text-on-accent transition-colors group-data-selected:border-accent group-data-selected:bg-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-disabled:opacity-50';

export function Checkbox(props: CheckboxProps): ReactNode {
  const { label, detail, value, onChange, isMixed = false, isDisabled = false, isLabelHidden = false } = props;
  return (
    <AriaCheckbox
      className={cx('group gap-2', isLabelHidden ? 'flex w-fit items-center' : 'inline-flex min-w-0 items-start')}
      isSelected={value}
      onChange={onChange}
      isIndeterminate={isMixed}
      isDisabled={isDisabled}
    >
      <span className={cx(box, !isLabelHidden && 'mt-0.5')}>
        {isMixed ? (
          <Minus aria-hidden strokeWidth={3} className="size-3" />
        ) : (
          value && <Check aria-hidden strokeWidth={3} className="size-3" />
        )}
      </span>
      <span className={cx('min-w-0 wrap-anywhere', isLabelHidden && 'sr-only')}>
        {label}
        {detail !== undefined && <span className="block text-xs text-ink-3">{detail}</span>}
      </span>
    </AriaCheckbox>
  );
}
