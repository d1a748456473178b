// A page that could not be loaded or shown; the frame around it stays.
import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { wordsOf } from '../api/api-error.ts';
import { Button } from '../ui/action/button.tsx';
import { Banner } from '../ui/feedback/banner.tsx';

export function PageError({ error }: ErrorComponentProps): ReactNode {
  const { what, detail } = wordsOf(error);
  return (
    <Banner tone="bad" title={what} action={<Button onPress={() => location.reload()}>Load again</Button>}>
      {detail}
    </Banner>
  );
}
