// A few words on hover and focus; never the only place of something needed.
import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';

/** `children` is one button, link or Focusable. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }): ReactNode {
  return (
    <TooltipTrigger delay={400} closeDelay={100}>
      {children}
      <AriaTooltip offset={6} className="max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-bg shadow-float">
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
