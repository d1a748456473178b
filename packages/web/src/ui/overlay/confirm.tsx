// A question before something that cannot be taken back: says what stops working.
import type { ReactNode } from 'react';
import { Button } from '../action/button.tsx';
import { Dialog } from './dialog.tsx';

export type ConfirmProps = {
  /** The question: "Delete Amazon Redshift?". */
  readonly title: string;
  /** What stops working. */
  readonly children: ReactNode;
  /** The verb on the button: "Delete application". */
  readonly action: string;
  /** The word on the other button; "Cancel" unless told. */
  readonly cancel?: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly isPending?: boolean;
  readonly tone?: 'danger' | 'primary';
};

export function Confirm(props: ConfirmProps & { readonly isBlocked?: boolean; readonly formId?: string }): ReactNode {
  const { action, onClose, onConfirm, isPending = false, tone = 'danger', isBlocked = false, formId } = props;
  const submit = formId === undefined ? { onPress: onConfirm } : ({ type: 'submit', form: formId } as const);
  return (
    <Dialog
      title={props.title}
      isOpen={props.isOpen}
      onClose={onClose}
      isAlert
      footer={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            {props.cancel ?? 'Cancel'}
          </Button>
          <Button tone={tone} isDisabled={isBlocked} isPending={isPending} {...submit}>
            {action}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
