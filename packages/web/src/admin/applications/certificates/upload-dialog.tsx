// Stages a certificate that was made elsewhere, together with its private key.
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useChange } from '../../../api/endpoints.ts';
import { useFieldErrors } from '../../../parts/field-errors.ts';
import { Button } from '../../../ui/action/button.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { FileDrop } from '../../../ui/field/file-drop.tsx';
import { Textarea } from '../../../ui/field/textarea.tsx';
import { FormBanner } from '../../../ui/form/form-banner.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';

const MOST_BYTES = 20_000;
type UploadProps = { readonly applicationId: string; readonly isOpen: boolean; readonly onClose: () => void };

export function UploadDialog(props: UploadProps): ReactNode {
  const formId = useId();
  const [isPending, setPending] = useState(false);
  return (
    <Dialog
      title="Upload certificate and key"
      isOpen={props.isOpen}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId} isPending={isPending}>
            Stage this key
          </Button>
        </>
      }
    >
      <UploadForm {...props} id={formId} onPending={setPending} />
    </Dialog>
  );
}

function UploadForm(o: UploadProps & { id: string; onPending: (isPending: boolean) => void }): ReactNode {
  const [certificatePem, setCertificate] = useState('');
  const [privateKeyPem, setPrivateKey] = useState('');
  const upload = useChange('uploadKey', { stale: ['listKeys', 'listAudit'] });
  const errors = useFieldErrors();
  const toast = useToast();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    errors.clear();
    const body = { certificatePem, privateKeyPem };
    o.onPending(true);
    try {
      await upload.mutateAsync({ params: { id: o.applicationId }, body });
      o.onClose();
      toast({ tone: 'ok', text: 'Certificate and key staged; publish it next' });
    } catch (error) {
      errors.take(error, body);
    } finally {
      o.onPending(false);
    }
  };
  return (
    <form id={o.id} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <p className="text-ink-2">They must belong together. The key is stored encrypted and never shown again.</p>
      <FormBanner refusal={errors.refusal} />
      <PemField
        label="Certificate"
        begin="-----BEGIN CERTIFICATE-----"
        value={certificatePem}
        error={errors.at('certificatePem')}
        onChange={setCertificate}
      />
      <PemField
        label="Private key"
        begin="-----BEGIN PRIVATE KEY-----"
        value={privateKeyPem}
        error={errors.at('privateKeyPem')}
        onChange={setPrivateKey}
      />
    </form>
  );
}

function PemField(o: {
  label: string;
  begin: string;
  value: string;
  error: string | undefined;
  onChange: (pem: string) => void;
}): ReactNode {
  return (
    <div className="flex flex-col gap-2">
      <Textarea
        label={o.label}
        isMono
        rows={4}
        autoComplete="off"
        placeholder={o.begin}
        value={o.value}
        error={o.error}
        onChange={(event) => o.onChange(event.target.value)}
      />
      <FileDrop
        label={`${o.label} from a file`}
        accept={['.pem', '.crt', '.cer', '.key']}
        what="a PEM file"
        mostBytes={MOST_BYTES}
        onFile={(file) => void file.text().then(o.onChange)}
      />
    </div>
  );
}
