// The question before something happens to many at once: their number has to be typed.
import type { ReactNode } from 'react';
import type { ConfirmProps } from './confirm.tsx';
import { ConfirmText } from './confirm-text.tsx';

/** For many at once: the button works only after their number was typed. */
export function ConfirmCount({ count, ...props }: ConfirmProps & { readonly count: number }): ReactNode {
  return <ConfirmText {...props} text={String(count)} inputMode="numeric" />;
}
