// The application's own address, checked while it is typed: it cannot be changed later.
import { type ReactNode, useEffect, useState } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { controlLook, Field } from '../../../ui/field/field.tsx';

const PAUSE_MS = 300;

export type SsoPathState = {
  readonly value: string;
  /** What the address becomes, once the server has looked at it. */
  readonly url: string | undefined;
  readonly refusal: string | undefined;
  readonly isChecking: boolean;
};

/** As the server derives it when it is not told: lower case, everything else a hyphen. */
export function pathFromLabel(label: string): string {
  return label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

export function useSsoPath(value: string, isNeeded: boolean): SsoPathState {
  const settled = useSettled(value);
  const isAsking = isNeeded && settled !== '';
  const { data, isPlaceholderData } = useEndpoint('checkSsoPath', { query: { value: settled } }, { enabled: isAsking });
  const isFresh = isAsking && settled === value && !isPlaceholderData;
  const told = isFresh ? data : undefined;
  return {
    value,
    url: told?.usable === true ? told.url : undefined,
    refusal: told?.usable === false ? (told.why ?? 'This value cannot be used') : undefined,
    isChecking: isNeeded && value !== '' && told === undefined,
  };
}

export function SsoPathField(o: {
  path: SsoPathState;
  error: string | undefined;
  onChange: (value: string) => void;
}): ReactNode {
  const { value, url, refusal, isChecking } = o.path;
  const prefix = `${location.origin}/saml2/`;
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="SSO IdP URL"
        error={o.error ?? refusal}
        hint={
          <span role="status">
            {isChecking ? 'Checking …' : url === undefined ? 'Write a value, or a label above.' : `Free: ${url}`}
          </span>
        }
      >
        {(aria) => (
          <div className="flex min-w-0 flex-wrap items-center sm:flex-nowrap">
            <span className="flex h-8 max-w-full items-center truncate rounded-l-md border border-r-0 border-field bg-sunken px-2.5 font-mono text-ink-2">
              {prefix}
            </span>
            <input
              {...aria}
              type="text"
              autoComplete="off"
              spellCheck={false}
              maxLength={120}
              value={value}
              onChange={(event) => o.onChange(event.target.value)}
              className={`${controlLook} flex-1 basis-40 font-mono sm:rounded-l-none`}
            />
          </div>
        )}
      </Field>
      <p className="rounded-md bg-warn-soft px-3 py-2 text-xs text-ink">
        It cannot be changed after the application is saved, for the other side stores it. To change it, the application
        has to be deleted and added again.
      </p>
    </div>
  );
}

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
