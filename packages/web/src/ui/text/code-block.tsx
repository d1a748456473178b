// A document or a command in mono, with a copy button; long ones scroll inside.
import type { ReactNode } from 'react';
import { CopyButton } from '../action/copy-text.tsx';

/** `label` names it above the text and for the copy button: "Metadata XML". */
export function CodeBlock({ label, code }: { label: string; code: string }): ReactNode {
  return (
    <figure className="m-0 min-w-0 overflow-hidden rounded-lg border border-line bg-sunken">
      <figcaption className="flex h-9 items-center gap-2 border-b border-line pr-1 pl-3 text-xs text-ink-2">
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <CopyButton value={code} label={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="max-h-96 overflow-auto p-3 -outline-offset-2">
        <pre className="m-0 font-mono leading-5">
          <code>{code}</code>
        </pre>
      </section>
    </figure>
  );
}
