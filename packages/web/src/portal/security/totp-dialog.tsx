// Setting up an authenticator app: scan, type the code it shows.
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { wordsOf } from '../../api/api-error.ts';
import { type Result, useChange } from '../../api/endpoints.ts';
import { Button } from '../../ui/action/button.tsx';
import { CopyText } from '../../ui/action/copy-text.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Input } from '../../ui/field/input.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';

type Props = { readonly onClose: () => void; readonly onDone: (recoveryCodes: readonly string[] | null) => void };

export function TotpDialog({ onClose, onDone }: Props): ReactNode {
  const formId = useId();
  const { mutate: begin, data: enrolment, error: beginError } = useChange('startTotp', { stale: [] });
  const confirm = useChange('confirmTotp', { stale: ['listMyFactors'] });
  // Once for each opening of the dialog: every call makes a new secret.
  useEffect(() => begin({}), [begin]);
  const error = beginError ?? confirm.error;
  return (
    <Dialog
      title="Set up an authenticator app"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            tone="primary"
            type="submit"
            form={formId}
            isDisabled={enrolment === undefined}
            isPending={confirm.isPending}
          >
            Turn on
          </Button>
        </>
      }
    >
      {error !== null && (
        <Banner tone="bad" title={wordsOf(error).what}>
          {wordsOf(error).detail}
        </Banner>
      )}
      {enrolment === undefined ? (
        error === null && <Skeleton />
      ) : (
        <EnrolmentForm
          id={formId}
          enrolment={enrolment}
          onSubmit={(body) => confirm.mutate({ body }, { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) })}
        />
      )}
    </Dialog>
  );
}

function EnrolmentForm(o: {
  id: string;
  enrolment: Result<'startTotp'>;
  onSubmit: (body: { enrolmentId: string; code: string; name: string }) => void;
}): ReactNode {
  const { enrolmentId, qrSvg, secret } = o.enrolment;
  const [image] = useState(() => `data:image/svg+xml,${encodeURIComponent(qrSvg)}`);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    o.onSubmit({ enrolmentId, code: String(fields.get('code')).replace(/\s/g, ''), name: String(fields.get('name')) });
  };
  return (
    <form id={o.id} onSubmit={submit} className="flex flex-col gap-5">
      <p className="text-ink-2">
        Scan this with an authenticator app on your phone, then type the six digits it shows.
      </p>
      <img
        src={image}
        alt="QR code with the secret for your authenticator app"
        className="size-44 self-center rounded-lg bg-white p-2"
      />
      <CopyText label="Or type this secret" value={secret} />
      <Input label="Name" name="name" defaultValue="Phone" required hint="So that you recognise it later." />
      <Input label="Code" name="code" inputMode="numeric" autoComplete="one-time-code" required isMono />
    </form>
  );
}
