// Makes a second application with the same settings; its key and address are its own.
import type { ApplicationDetail } from '@keyshift/web-api';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useChange } from '../../../api/endpoints.ts';
import { useFieldErrors } from '../../../parts/field-errors.ts';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { FormBanner } from '../../../ui/form/form-banner.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { useGoTo } from '../../../url.ts';
import { pathFromLabel, SsoPathField, useSsoPath } from '../new/sso-path-field.tsx';

type CloneProps = { readonly application: ApplicationDetail; readonly isOpen: boolean; readonly onClose: () => void };

export function CloneDialog(props: CloneProps): ReactNode {
  const formId = useId();
  const [isPending, setPending] = useState(false);
  return (
    <Dialog
      title={`Clone ${props.application.label}`}
      isOpen={props.isOpen}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId} isPending={isPending}>
            Clone
          </Button>
        </>
      }
    >
      <CloneForm {...props} id={formId} onPending={setPending} />
    </Dialog>
  );
}

function CloneForm(o: CloneProps & { id: string; onPending: (isPending: boolean) => void }): ReactNode {
  const { application, onClose, onPending } = o;
  const isSaml = application.kind === 'saml';
  const [label, setLabel] = useState(`${application.label} copy`);
  const [typed, setTyped] = useState<string>();
  const path = useSsoPath(typed ?? pathFromLabel(label), isSaml);
  const clone = useChange('cloneApplication', { stale: ['listApplications', 'getOverview'] });
  const errors = useFieldErrors();
  const toast = useToast();
  const goTo = useGoTo();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    errors.clear();
    onPending(true);
    try {
      const body = { label, ...(typed !== undefined && { ssoPath: typed }) };
      const made = await clone.mutateAsync({ params: { id: application.id }, body });
      onClose();
      toast({ tone: 'ok', text: `${made.label} made; no group may use it yet` });
      goTo(paths.app(made.id, 'general'));
    } catch (error) {
      errors.take(error, { label, ssoPath: path.value });
    } finally {
      onPending(false);
    }
  };
  return (
    <form id={o.id} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <p className="text-ink-2">All settings are copied. Key and certificate are new, and no group may use it yet.</p>
      <FormBanner refusal={errors.refusal} />
      <Input
        label="Display Label"
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        error={errors.at('label')}
      />
      {isSaml && <SsoPathField path={path} error={errors.at('ssoPath')} onChange={setTyped} />}
    </form>
  );
}
