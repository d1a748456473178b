// Makes an API key; its secret is on the screen once and nowhere afterwards.
import { SCOPES } from '@keyshift/web-api';
import { type ReactNode, useId, useState } from 'react';
import { z } from 'zod';
import { useChange } from '../../api/endpoints.ts';
import { useMay } from '../../api/session.ts';
import { Button } from '../../ui/action/button.tsx';
import { CopyText } from '../../ui/action/copy-text.tsx';
import { Checkbox } from '../../ui/choice/checkbox.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { ErrorText } from '../../ui/field/field.tsx';
import { Input } from '../../ui/field/input.tsx';
import { FormBanner } from '../../ui/form/form-banner.tsx';
import { applyServerFindings, type FormRefusal } from '../../ui/form/server-findings.ts';
import { useZodForm, type ZodForm } from '../../ui/form/use-zod-form.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { wholeNumber } from './whole-number.ts';

type Scope = (typeof SCOPES)[number];
const SCOPE_WORDS: Record<Scope, { label: string; detail: string }> = {
  read: { label: 'Read', detail: 'Lists people, groups, applications, traces and the audit log.' },
  support: { label: 'Support', detail: 'Unlocks people, ends their sessions, makes links to set a password.' },
  manage: { label: 'Manage', detail: 'Creates, changes and deletes people, groups and applications.' },
  own: { label: 'Own', detail: 'Changes settings and roles: as powerful as an owner.' },
};
const schema = z.object({
  name: z.string().trim().min(1, 'say what it is for'),
  scopes: z.array(z.enum(SCOPES)).min(1, 'choose at least one'),
  days: wholeNumber(1, 365),
});
type Form = ZodForm<z.input<typeof schema>, z.output<typeof schema>>;

export function NewApiKey({ onClose }: { onClose: () => void }): ReactNode {
  const [secret, setSecret] = useState<string>();
  const formId = useId();
  const form = useZodForm({ schema, values: { name: '', scopes: ['read'], days: '90' } });
  const [refusal, setRefusal] = useState<FormRefusal>();
  const create = useChange('createApiKey', { stale: ['listApiKeys'] });
  const submit = form.handleSubmit(async (body) => {
    setRefusal(undefined);
    try {
      setSecret((await create.mutateAsync({ body })).secret);
    } catch (error) {
      setRefusal(applyServerFindings(form, error));
    }
  });
  if (secret !== undefined) return <Secret secret={secret} name={form.getValues('name')} onClose={onClose} />;
  return (
    <Dialog
      title="Create API key"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId} isPending={create.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5" noValidate>
        <FormBanner refusal={refusal} />
        <Input label="Name" hint="What uses it: nightly import, monitoring." {...form.text('name')} />
        <Scopes form={form} />
        <Input
          label="Days until it ends"
          inputMode="numeric"
          className="max-w-40"
          hint="1 to 365"
          {...form.text('days')}
        />
      </form>
    </Dialog>
  );
}

function Scopes({ form }: { form: Form }): ReactNode {
  const { value, onChange, error } = form.pick('scopes');
  const may = { read: useMay('read'), support: useMay('support'), manage: useMay('manage'), own: useMay('own') };
  return (
    <fieldset className="m-0 flex flex-col gap-2 border-0 p-0">
      <legend className="mb-2 font-medium">What it may do</legend>
      {SCOPES.map((scope) => (
        <Checkbox
          key={scope}
          label={SCOPE_WORDS[scope].label}
          detail={may[scope] ? SCOPE_WORDS[scope].detail : `${SCOPE_WORDS[scope].detail} Your own role may not.`}
          isDisabled={!may[scope]}
          value={value.includes(scope)}
          onChange={(isTicked) => onChange(isTicked ? [...value, scope] : value.filter((other) => other !== scope))}
        />
      ))}
      {error !== undefined && <ErrorText>{error}</ErrorText>}
    </fieldset>
  );
}

function Secret({ secret, name, onClose }: { secret: string; name: string; onClose: () => void }): ReactNode {
  return (
    <Dialog
      title={`Key for ${name}`}
      isOpen
      // A click beside it must not lose what cannot be shown again.
      isAlert
      onClose={onClose}
      footer={
        <Button tone="primary" onPress={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner tone="warn" title="Copy it now">
          It is shown this once. Keep it like a password: in a secret store, never in a repository.
        </Banner>
        <div>
          <CopyText label="API key" value={secret} />
        </div>
        <p className="text-ink-2">
          Programs send it as <code>Authorization: Bearer …</code>
        </p>
      </div>
    </Dialog>
  );
}
