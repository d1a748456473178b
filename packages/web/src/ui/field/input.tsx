// A line of text. Native, so that `form.text('name')` and password managers just work.
import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import { controlLook, Field, type FieldProps } from './field.tsx';

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'>;
export type InputProps = FieldProps & Native & { readonly isMono?: boolean; readonly ref?: Ref<HTMLInputElement> };

/** `isMono` for what must match another system letter by letter. */
export function Input({
  label,
  hint,
  error,
  isOptional,
  isLabelHidden,
  className,
  isMono = false,
  ...native
}: InputProps): ReactNode {
  const field = {
    label,
    hint,
    error,
    className,
    isOptional: isOptional ?? false,
    isLabelHidden: isLabelHidden ?? false,
  };
  return (
    <Field {...field}>
      {(aria) => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...native}
          {...aria}
          className={cx(controlLook, isMono && 'font-mono')}
        />
      )}
    </Field>
  );
}
