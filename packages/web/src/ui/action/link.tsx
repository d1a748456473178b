// Links: in text, and as a button for "go there".
import type { ReactNode } from 'react';
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components';
import { cx } from '../cx.ts';
import { type ButtonLook, buttonLook } from './button.tsx';

type Common = Omit<AriaLinkProps, 'className' | 'style' | 'children' | 'href'> & {
  /** From `paths`; the application navigates by itself, other origins and /login, /logout load a page. */
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A link in text. `tone="ink"` for names in lists, which need no color to be found. */
export function Link({
  tone = 'accent',
  className,
  ...rest
}: Common & { tone?: 'accent' | 'ink' | 'none' }): ReactNode {
  const looks = {
    accent: 'text-accent underline decoration-1 underline-offset-2 hover:decoration-2',
    ink: 'font-medium text-ink hover:underline hover:underline-offset-2',
    none: '',
  };
  return <AriaLink {...rest} className={cx('rounded-sm', looks[tone], className)} />;
}

/** Looks like a Button, is a link: for everything that has an address. */
export function LinkButton({ tone, size, className, ...rest }: Common & ButtonLook): ReactNode {
  return <AriaLink {...rest} className={cx(buttonLook({ tone, size }), className)} />;
}
