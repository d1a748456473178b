// A form about one stored object: saves with the version it began with, and survives that somebody else was faster.
import { useEffect, useState } from 'react';
import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { ApiError } from '../api/api-error.ts';
import { useToast } from '../ui/feedback/toast.tsx';
import { type Change, changesOf } from '../ui/form/changes.ts';
import { applyServerFindings, type FormRefusal } from '../ui/form/server-findings.ts';
import { useZodForm, type ZodForm } from '../ui/form/use-zod-form.ts';
import { flatten, mergeTyped } from './form-values.ts';

type Versioned = { readonly version: number };
type Schema = z.ZodType<FieldValues, FieldValues>;

export type ObjectFormOptions<S extends Schema, T extends Versioned> = {
  readonly schema: S;
  /** As it is now on the server, as far as this page knows. */
  readonly object: T;
  readonly valuesOf: (object: T) => z.input<S>;
  /** Labels for the differences, by path: `signIn.lockSeconds`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly format?: (value: unknown) => string;
  /** Answers with what is stored then. */
  readonly save: (values: z.output<S>, before: T) => Promise<Partial<T> & Versioned>;
  /** Reads the newest state into `object`. */
  readonly refetch: () => unknown;
  readonly saved: string;
  /** Puts the server's names of fields into the form's. */
  readonly translate?: (error: unknown, values: z.input<S>) => unknown;
};

export type ObjectForm<S extends Schema> = {
  readonly form: ZodForm<z.input<S>, z.output<S>>;
  readonly changes: readonly Change[];
  readonly refusal: FormRefusal | undefined;
  /** What somebody else changed meanwhile; undefined if nobody did. */
  readonly theirs: readonly Change[] | undefined;
  /** Takes over the newer state and keeps what was typed. */
  readonly takeOver: () => void;
  readonly isSaving: boolean;
  readonly submit: () => Promise<void>;
  readonly discard: () => void;
};

export function useObjectForm<S extends Schema, T extends Versioned>(o: ObjectFormOptions<S, T>): ObjectForm<S> {
  const [base, setBase] = useState(o.object);
  const [refusal, setRefusal] = useState<FormRefusal>();
  const [isOutrun, setOutrun] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const form = useZodForm({ schema: o.schema, values: o.valuesOf(base) as DefaultValues<z.input<S>> });
  const toast = useToast();
  const typed = form.watch();
  const differences = (before: z.input<S>, after: z.input<S>) =>
    changesOf({
      before: flatten(before),
      after: flatten(after),
      labels: o.labels,
      ...(o.format !== undefined && { format: o.format }),
    });
  const changes = differences(o.valuesOf(base), typed);
  const adopt = (object: T, values = o.valuesOf(object)) => {
    setBase(object);
    setOutrun(false);
    setRefusal(undefined);
    form.reset(values);
  };
  const isQuiet = changes.length === 0 && !isSaving;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer object is taken over, and only if nothing is lost
  useEffect(() => {
    if (o.object.version <= base.version || isSaving || isOutrun) return;
    if (isQuiet) adopt(o.object);
    // None of these fields is another, as after a change of the state: what is typed goes on from there.
    else if (JSON.stringify(o.valuesOf(base)) === JSON.stringify(o.valuesOf(o.object))) setBase(o.object);
  }, [o.object, isQuiet]);
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    setSaving(true);
    try {
      const stored = await o.save(values, base);
      adopt({ ...base, ...stored });
      toast({ tone: 'ok', text: o.saved });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'directory.changed_meanwhile') {
        await o.refetch();
        setOutrun(true);
      } else {
        setRefusal(applyServerFindings(form, o.translate?.(error, form.getValues()) ?? error));
      }
    } finally {
      setSaving(false);
    }
  });
  return {
    form,
    changes,
    refusal,
    theirs: isOutrun ? differences(o.valuesOf(base), o.valuesOf(o.object)) : undefined,
    takeOver: () =>
      adopt(o.object, mergeTyped({ before: o.valuesOf(base), typed: form.getValues(), now: o.valuesOf(o.object) })),
    isSaving,
    submit: () => submit(),
    discard: () => adopt(o.object),
  };
}
