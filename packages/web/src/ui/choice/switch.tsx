// On or off, taking effect at once.
import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

export type SwitchProps = {
  readonly label: string;
  readonly detail?: ReactNode;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly isDisabled?: boolean;
};

/** In forms with a Save button use a Checkbox instead. */
export function Switch({ label, detail, value, onChange, isDisabled = false }: SwitchProps): ReactNode {
  return (
    <AriaSwitch
      isSelected={value}
      onChange={onChange}
      isDisabled={isDisabled}
      className="group inline-flex items-start gap-2.5 data-disabled:text-ink-3"
    >
      <span className="mt-0.5 flex h-4 w-7 shrink-0 items-center rounded-full bg-field p-0.5 transition-colors group-data-selected:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent">
        <span className="size-3 rounded-full bg-bg transition-transform group-data-selected:translate-x-3" />
      </span>
      <span className="min-w-0">
        {label}
        {detail !== undefined && <span className="block text-xs text-ink-3">{detail}</span>}
      </span>
    </AriaSwitch>
  );
}
