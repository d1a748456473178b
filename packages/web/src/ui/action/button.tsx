// A button; one primary per page, quiet for the rest.
import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from '../cx.ts';

export const buttonLook = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors select-none [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
        quiet: 'border-line-strong bg-raised text-ink hover:bg-hover',
        plain: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
        danger: 'border-transparent bg-bad text-on-bad hover:opacity-90',
      },
      size: { normal: 'h-8 px-3', small: 'h-7 px-2 text-xs', icon: 'size-8', iconSmall: 'size-7' },
      isDisabled: { true: 'cursor-default border-line bg-hover text-ink-3 hover:bg-hover hover:text-ink-3', false: '' },
    },
    defaultVariants: { tone: 'quiet', size: 'normal', isDisabled: false },
  },
);

export type ButtonLook = Omit<VariantProps<typeof buttonLook>, 'isDisabled'>;
export type ButtonProps = ButtonLook &
  Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
    readonly children: ReactNode;
    readonly className?: string;
    readonly ref?: Ref<HTMLButtonElement>;
  };

/**
 * `onPress` acts. `isPending` keeps the place and the focus but ignores presses. A button that shows only an icon has
 * `size="icon"` and an `aria-label`.
 */
export function Button({ tone, size, className, children, ...rest }: ButtonProps): ReactNode {
  const isDisabled = rest.isDisabled === true || rest.isPending === true;
  return (
    <AriaButton {...rest} className={cx(buttonLook({ tone, size, isDisabled }), className)}>
      {children}
    </AriaButton>
  );
}
