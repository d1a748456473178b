// Puts what the server found wrong beside the fields it is about.
import { type FieldPath, type FieldValues, get, type UseFormReturn } from 'react-hook-form';
import { findingsOf, wordsOf } from '../../api/api-error.ts';

export type FormRefusal = { readonly what: string; readonly details: readonly string[]; readonly requestId?: string };

/**
 * Sets a field error for each finding whose `where` is a field of the form, focuses the first, and returns the rest
 * for a `<FormBanner refusal={…} />`; undefined when every finding has its field.
 */
export function applyServerFindings<In extends FieldValues, Out>(
  form: Pick<UseFormReturn<In, unknown, Out>, 'getValues' | 'setError'>,
  error: unknown,
): FormRefusal | undefined {
  const findings = findingsOf(error);
  const values = form.getValues();
  const isField = (where: string) => get(values, where) !== undefined;
  const placed = findings.filter(({ where }) => isField(where));
  const rest = findings.filter(({ where }) => !isField(where));
  for (const [index, { where, why, fix }] of placed.entries()) {
    form.setError(
      where as FieldPath<In>,
      { type: 'server', message: sentence(why, fix) },
      { shouldFocus: index === 0 },
    );
  }
  if (findings.length > 0 && rest.length === 0) return undefined;
  const { what, detail, requestId } = wordsOf(error);
  const details = rest.length > 0 ? rest.map(({ where, why, fix }) => `${where}: ${sentence(why, fix)}`) : [detail];
  return { what, details, ...(requestId === undefined ? {} : { requestId }) };
}

function sentence(why: string, fix: string): string {
  return fix === '' ? why : `${why} – ${fix}`;
}
