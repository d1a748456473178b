// Runs one change from a button: says in a toast that it worked, or why it did not.
import { useCallback } from 'react';
import { wordsOf } from '../api/api-error.ts';
import { useToast } from '../ui/feedback/toast.tsx';

export type Attempt = <T>(run: Promise<T>, done?: string | ((result: T) => string)) => Promise<T | undefined>;

/** `await attempt(remove.mutateAsync(…), 'Factor removed')`; undefined when it was refused. */
export function useAttempt(): Attempt {
  const toast = useToast();
  return useCallback(
    async (run, done) => {
      try {
        const result = await run;
        const text = typeof done === 'function' ? done(result) : done;
        if (text !== undefined) toast({ tone: 'ok', text });
        return result;
      } catch (error) {
        const { what, detail } = wordsOf(error);
        toast({ tone: 'bad', text: detail === '' ? what : `${what}. ${detail}` });
        return undefined;
      }
    },
    [toast],
  );
}
