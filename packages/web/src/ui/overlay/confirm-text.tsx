// The question before something that many rely on goes: a text has to be typed, its name or their number.
import { type ReactNode, useId, useState } from 'react';
import { Input } from '../field/input.tsx';
import { Confirm, type ConfirmProps } from './confirm.tsx';

export type ConfirmTextProps = ConfirmProps & {
  /** What has to be typed, exactly. */
  readonly text: string;
  readonly inputMode?: 'numeric';
};

/** The button works only after the text was typed. */
export function ConfirmText(props: ConfirmTextProps): ReactNode {
  // Remounted for each opening, so that an old answer does not count.
  return <TextQuestion key={String(props.isOpen)} {...props} />;
}

function TextQuestion({ text, inputMode, children, ...props }: ConfirmTextProps): ReactNode {
  const [typed, setTyped] = useState('');
  const formId = useId();
  const isRight = typed.trim() === text;
  return (
    <Confirm {...props} isBlocked={!isRight} formId={formId}>
      <div className="mb-4">{children}</div>
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) props.onConfirm();
        }}
      >
        <Input
          label={`Type ${text} to confirm`}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          {...(inputMode !== undefined && { inputMode })}
        />
      </form>
    </Confirm>
  );
}
