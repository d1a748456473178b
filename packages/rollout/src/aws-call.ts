// One translation of SDK failures: "there is none" becomes undefined, a refusal becomes an AppError in words.
import { rolloutErrors } from './errors.ts';

/** The answer, or undefined when AWS says with one of `absentCodes` that the thing does not exist. */
export async function findOrAbsent<Answer>(
  call: Promise<Answer>,
  absentCodes: readonly string[],
): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (absentCodes.includes(awsCodeOf(error))) return undefined;
    throw error;
  }
}

/** Runs `work`; an AWS refusal in it is told as "cannot <action>". */
export async function inWords<Answer>(action: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const awsCode = awsCodeOf(error);
    if (awsCode === '' || !(error instanceof Error)) throw error;
    throw rolloutErrors.awsRefused({ action, awsCode, awsMessage: error.message });
  }
}

/** AWS's code of a refusal; '' for anything else, such as no answer. */
export function awsCodeOf(error: unknown): string {
  if (!(error instanceof Error) || !('$metadata' in error)) return '';
  return 'Code' in error && typeof error.Code === 'string' ? error.Code : error.name;
}
