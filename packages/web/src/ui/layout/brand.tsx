// The mark: a key on a blue plate.
import type { ReactNode } from 'react';

export function Brand(): ReactNode {
  return (
    <span className="inline-flex items-center gap-2.5 text-base font-semibold text-ink">
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5 shrink-0">
        <rect width="24" height="24" rx="6" className="fill-accent" />
        <g className="fill-none stroke-on-accent stroke-2" strokeLinecap="round" strokeLinejoin="round">
          <circle cx="8.5" cy="12" r="3.5" />
          <path d="M12 12h7m-2.5 0v3" />
        </g>
      </svg>
      Keyshift
    </span>
  );
}
