// Several lines of text.
import type { ReactNode, Ref, TextareaHTMLAttributes } from 'react';
import { cx } from '../cx.ts';
import { controlLook, Field, type FieldProps } from './field.tsx';

type Native = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'>;
export type TextareaProps = FieldProps &
  Native & { readonly isMono?: boolean; readonly ref?: Ref<HTMLTextAreaElement> };

/** `isMono` for documents: XML, JSON, policies. */
export function Textarea({
  label,
  hint,
  error,
  isOptional,
  isLabelHidden,
  className,
  isMono = false,
  ...native
}: TextareaProps): ReactNode {
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
        <textarea
          rows={4}
          spellCheck={!isMono}
          {...native}
          {...aria}
          className={cx(controlLook, 'h-auto min-h-16 resize-y py-1.5', isMono && 'font-mono')}
        />
      )}
    </Field>
  );
}
