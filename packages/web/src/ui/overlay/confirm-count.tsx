// The question before something happens to many at once: their number has to be typed.
import { type ReactNode, useId, useState } from 'react';
import { Input } from '../field/input.tsx';
import { Confirm, type ConfirmProps } from './confirm.tsx';

/** For many at once: the button works only after their number was typed. */
export function ConfirmCount(props: ConfirmProps & { readonly count: number }): ReactNode {
  const { count, children, onConfirm, ...rest } = props;
  // Remounted for each opening, so that an old answer does not count.
  return (
    <CountQuestion key={String(rest.isOpen)} {...rest} count={count} onConfirm={onConfirm}>
      {children}
    </CountQuestion>
  );
}

function CountQuestion(props: ConfirmProps & { readonly count: number }): ReactNode {
  const { count, children, onConfirm } = props;
  const [text, setText] = useState('');
  const formId = useId();
  const isRight = text.trim() === String(count);
  return (
    <Confirm {...props} isBlocked={!isRight} formId={formId}>
      <div className="mb-4">{children}</div>
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) onConfirm();
        }}
      >
        <Input
          label={`Type ${count} to confirm`}
          inputMode="numeric"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Confirm>
  );
}
