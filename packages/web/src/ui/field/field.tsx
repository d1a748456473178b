// The frame of every form field: label, hint and error, tied together for screen readers.
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { cx } from '../cx.ts';

/** What every field takes. */
export type FieldProps = {
  readonly label: string;
  /** One sentence below: what to put here, and the field's other names on the other side. */
  readonly hint?: ReactNode;
  /** Shown instead of the hint, and marks the control as invalid. */
  readonly error?: string | undefined;
  /** Adds "optional" to the label; everything else is required. */
  readonly isOptional?: boolean;
  /** Hides the label from sight where a column head says the same. */
  readonly isLabelHidden?: boolean;
  readonly className?: string | undefined;
};

export const labelLook = 'text-sm font-medium text-ink';
export const fieldLook = 'flex min-w-0 flex-col gap-1.5';
/** The box of an input, select or combo box. */
export const controlLook =
  'h-8 w-full min-w-0 rounded-md border border-field bg-raised px-2.5 text-sm text-ink placeholder:text-ink-3 outline-none transition-colors focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent disabled:border-line-strong disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-bad';

type ControlAria = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

function LabelText({ label, isOptional }: Pick<FieldProps, 'label' | 'isOptional'>): ReactNode {
  return (
    <>
      {label} {isOptional === true && <span className="font-normal text-ink-3">(optional)</span>}
    </>
  );
}

export function ErrorText({ children }: { children: ReactNode }): ReactNode {
  return (
    <span className="flex items-start gap-1.5 text-xs text-bad">
      <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>{children}</span>
    </span>
  );
}

/** Around a native control: pass `aria` on to it. */
export function Field({
  label,
  hint,
  error,
  isOptional,
  isLabelHidden,
  className,
  children,
}: FieldProps & { children: (aria: ControlAria) => ReactNode }): ReactNode {
  const id = useId();
  const isDescribed = error !== undefined || hint !== undefined;
  return (
    <div className={cx(fieldLook, className)}>
      <label htmlFor={id} className={cx(labelLook, isLabelHidden === true && 'sr-only')}>
        <LabelText label={label} isOptional={isOptional ?? false} />
      </label>
      {children({
        id,
        'aria-describedby': isDescribed ? `${id}-text` : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {isDescribed && (
        <div id={`${id}-text`} className="text-xs text-ink-3">
          {error === undefined ? hint : <ErrorText>{error}</ErrorText>}
        </div>
      )}
    </div>
  );
}

/** The same label inside a React Aria widget, which wires it by itself. */
export function AriaLabel({ label, isOptional, isLabelHidden }: FieldProps): ReactNode {
  return (
    <Label className={cx(labelLook, isLabelHidden === true && 'sr-only')}>
      <LabelText label={label} isOptional={isOptional ?? false} />
    </Label>
  );
}

/** Hint or error inside a React Aria widget; the widget needs `isInvalid={error !== undefined}`. */
export function AriaHint({ hint, error }: Pick<FieldProps, 'hint' | 'error'>): ReactNode {
  if (error !== undefined) {
    return (
      <FieldError>
        <ErrorText>{error}</ErrorText>
      </FieldError>
    );
  }
  if (hint === undefined) return null;
  return (
    <Text slot="description" className="text-xs text-ink-3">
      {hint}
    </Text>
  );
}
