// A new password.
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useChange, useEndpoint } from '../../api/endpoints.ts';
import { Button } from '../../ui/action/button.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { Input } from '../../ui/field/input.tsx';
import { FormBanner } from '../../ui/form/form-banner.tsx';
import { applyServerFindings, type FormRefusal } from '../../ui/form/server-findings.ts';
import { useZodForm } from '../../ui/form/use-zod-form.ts';
import { Section } from '../../ui/layout/section.tsx';

const schema = z
  .object({
    current: z.string().min(1, 'enter your password'),
    password: z.string().min(1, 'choose one'),
    repeat: z.string(),
  })
  .refine((form) => form.password === form.repeat, { path: ['repeat'], message: 'the two are not the same' });
const EMPTY = { current: '', password: '', repeat: '' };

export function PasswordSection(): ReactNode {
  const policy = useEndpoint('getPasswordPolicy');
  const change = useChange('changeMyPassword', { stale: ['listMySessions'] });
  const form = useZodForm({ schema, values: EMPTY });
  const [refusal, setRefusal] = useState<FormRefusal>();
  const toast = useToast();
  const submit = form.handleSubmit(async ({ current, password }) => {
    setRefusal(undefined);
    try {
      await change.mutateAsync({ body: { current, next: password } });
      form.reset(EMPTY);
      toast({ tone: 'ok', text: 'Password changed; your other sessions have ended' });
    } catch (error) {
      setRefusal(applyServerFindings(form, error));
    }
  });
  const rules = policy.data?.rules ?? [];
  return (
    <Section title="Password" intro="All your other sessions end when you change it.">
      <form onSubmit={(event) => void submit(event)} className="flex max-w-sm flex-col gap-5" noValidate>
        <FormBanner refusal={refusal} />
        <Input label="Current password" type="password" autoComplete="current-password" {...form.text('current')} />
        <Input
          label="New password"
          type="password"
          autoComplete="new-password"
          hint={
            <ul className="m-0 list-disc pl-4">
              {rules.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          }
          {...form.text('password')}
        />
        <Input label="The same again" type="password" autoComplete="new-password" {...form.text('repeat')} />
        <div>
          <Button type="submit" isPending={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Section>
  );
}
