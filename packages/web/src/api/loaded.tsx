// What is shown while a page's data is on its way, and when it does not come.
import type { ReactNode } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Banner } from '../ui/feedback/banner.tsx';
import { Skeleton } from '../ui/feedback/skeleton.tsx';
import { wordsOf } from './api-error.ts';

type Loading<T> = { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };

/** `<Loaded result={useEndpoint('getPerson', …)}>{(person) => …}</Loaded>` */
export function Loaded<T>({ result, children }: { result: Loading<T>; children: (data: T) => ReactNode }): ReactNode {
  if (result.data !== undefined) return children(result.data);
  if (result.error === null || result.error === undefined) return <Skeleton />;
  const { what, detail } = wordsOf(result.error);
  return (
    <Banner tone="bad" title={what} action={<Button onPress={() => void result.refetch()}>Try again</Button>}>
      {detail}
    </Banner>
  );
}
