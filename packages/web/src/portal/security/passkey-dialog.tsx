// Making a passkey: the browser's own dialog does it.
import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { ApiError, wordsOf } from '../../api/api-error.ts';
import { useCall } from '../../api/endpoints.ts';
import { Button } from '../../ui/action/button.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { Input } from '../../ui/field/input.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';

type Props = { readonly onClose: () => void; readonly onDone: (recoveryCodes: readonly string[] | null) => void };

function explain(error: unknown): { what: string; detail: string } {
  if (error instanceof ApiError) return wordsOf(error);
  return {
    what: 'No passkey was made',
    detail: 'The dialog was closed, it took too long, or this device has none of yours to offer – try again.',
  };
}

export function PasskeyDialog({ onClose, onDone }: Props): ReactNode {
  const formId = useId();
  const call = useCall();
  const queryClient = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    setPending(true);
    setError(undefined);
    try {
      const { challengeId, options } = await call('startPasskey');
      const response = await startRegistration({
        // The server made them for exactly this call.
        optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
      });
      const { recoveryCodes } = await call('addPasskey', { body: { challengeId, name, response: { ...response } } });
      await queryClient.invalidateQueries({ queryKey: ['listMyFactors'] });
      onDone(recoveryCodes);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      title="Add a passkey"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId} isPending={isPending}>
            Create passkey
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        {error !== undefined && (
          <Banner tone="bad" title={explain(error).what}>
            {explain(error).detail}
          </Banner>
        )}
        <p className="text-ink-2">
          A passkey lives in this device, your phone or a security key. With it you sign in without your password.
        </p>
        <Input label="Name" name="name" defaultValue="This device" required hint="So that you recognise it later." />
      </form>
    </Dialog>
  );
}
