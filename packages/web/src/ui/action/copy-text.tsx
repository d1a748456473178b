// A value that another system needs, with a button that copies it and says so.
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { cx } from '../cx.ts';
import { Button } from './button.tsx';

const SHOWN_MS = 2_000;

/** The button alone. `label` names the value: "Copy ACS URL". */
export function CopyButton({ value, label }: { value: string; label: string }): ReactNode {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <>
      <Button tone="plain" size="iconSmall" aria-label={`Copy ${label}`} onPress={() => void copy()}>
        {outcome === 'copied' ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && `Copied ${label}`}
        {outcome === 'refused' && 'The browser did not allow copying; select the text instead'}
      </span>
    </>
  );
}

/** Mono text in a box, selected as a whole by one click. `isBare` leaves the box away, for table cells. */
export function CopyText({
  value,
  label,
  isBare = false,
}: {
  value: string;
  label: string;
  isBare?: boolean;
}): ReactNode {
  return (
    <span
      className={cx(
        'inline-flex max-w-full min-w-0 items-center gap-1',
        !isBare && 'rounded-md border border-line bg-sunken pr-px pl-2.5',
      )}
    >
      <span className="min-w-0 py-1 font-mono leading-4 wrap-anywhere select-all">{value}</span>
      <CopyButton value={value} label={label} />
    </span>
  );
}
