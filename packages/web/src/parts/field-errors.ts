// What the server did not accept of values that are kept outside a form library, by the path of the field.
import { useCallback, useMemo, useState } from 'react';
import { applyServerFindings, type FormRefusal } from '../ui/form/server-findings.ts';

type FormLike = Parameters<typeof applyServerFindings>[0];
export type FieldErrors = {
  /** Of exactly this field: `acs.0.url`. */
  readonly at: (path: string) => string | undefined;
  /** Of this field or anything in it. */
  readonly below: (path: string) => string | undefined;
  /** What has no field, for a FormBanner. */
  readonly refusal: FormRefusal | undefined;
  /** Takes a refused call apart; `values` tell which fields there are. The first field that is wrong gets the focus. */
  readonly take: (error: unknown, values: object) => void;
  readonly set: (path: string, message: string) => void;
  /** Forgets a field and what is in it, or everything. */
  readonly clear: (path?: string) => void;
};

const isBelow = (path: string, field: string) => field === path || field.startsWith(`${path}.`);

export function useFieldErrors(): FieldErrors {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<FormRefusal>();
  const take = useCallback((error: unknown, values: object) => {
    const found: Record<string, string> = {};
    const form = {
      getValues: () => values,
      setError: (where: string, { message }: { message?: string }) => {
        found[where] = message ?? '';
      },
    };
    setRefusal(applyServerFindings(form as unknown as FormLike, error));
    setErrors(found);
    focusFirst();
  }, []);
  const set = useCallback((path: string, message: string) => {
    setErrors((before) => ({ ...before, [path]: message }));
    focusFirst();
  }, []);
  const clear = useCallback((path?: string) => {
    if (path === undefined) setRefusal(undefined);
    setErrors((before) =>
      path === undefined ? {} : Object.fromEntries(Object.entries(before).filter(([field]) => !isBelow(path, field))),
    );
  }, []);
  return useMemo(
    () => ({
      at: (path) => errors[path],
      below: (path) => Object.entries(errors).find(([field]) => isBelow(path, field))?.[1],
      refusal,
      take,
      set,
      clear,
    }),
    [errors, refusal, take, set, clear],
  );
}

/** After the page has shown what is wrong. */
function focusFirst(): void {
  setTimeout(() => document.querySelector<HTMLElement>('main [aria-invalid="true"], [aria-invalid="true"]')?.focus());
}
