// The mail server through which one-time links go out; without one, administrators hand links over themselves.
import type { Settings } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useChange } from '../../api/endpoints.ts';
import { useMay } from '../../api/session.ts';
import { useAttempt } from '../../parts/use-attempt.ts';
import { Button } from '../../ui/action/button.tsx';
import { Select } from '../../ui/choice/select.tsx';
import { Badge } from '../../ui/feedback/badge.tsx';
import { Input } from '../../ui/field/input.tsx';
import type { ZodForm } from '../../ui/form/use-zod-form.ts';
import { Section } from '../../ui/layout/section.tsx';
import { SettingsForm, type SettingsPart } from './settings-form.tsx';
import { wholeNumber } from './whole-number.ts';

const schema = z.object({
  mail: z.object({
    host: z.string().trim(),
    port: wholeNumber(1, 65_535),
    security: z.enum(['starttls', 'implicit', 'none']),
    username: z.string().trim(),
    from: z.string().trim(),
    /** Never comes from the server: what it becomes when saved. */
    passwordChange: z.enum(['keep', 'replace', 'remove']),
    password: z.string(),
  }),
});
type Form = ZodForm<z.input<typeof schema>, z.output<typeof schema>>;

const SECURITY = [
  { id: 'starttls' as const, label: 'STARTTLS', detail: 'Encrypted after a greeting; usually port 587' },
  { id: 'implicit' as const, label: 'TLS', detail: 'Encrypted from the start; usually port 465' },
  { id: 'none' as const, label: 'None', detail: 'Only for a mail server on this machine' },
];
const orNull = (text: string) => (text === '' ? null : text);
const PART: SettingsPart<typeof schema> = {
  schema,
  valuesOf: ({ mail }) => ({
    mail: {
      host: mail.host ?? '',
      port: String(mail.port),
      security: mail.security,
      username: mail.username ?? '',
      from: mail.from ?? '',
      passwordChange: 'keep',
      password: '',
    },
  }),
  bodyOf: ({ mail: { host, username, from, password, passwordChange, ...rest } }) => ({
    mail: {
      ...rest,
      host: orNull(host),
      username: orNull(username),
      from: orNull(from),
      ...(passwordChange === 'remove' && { password: null }),
      ...(passwordChange === 'replace' && password !== '' && { password }),
    },
  }),
  // The password itself is in no difference: it would be read over a shoulder.
  labels: {
    'mail.host': 'Host',
    'mail.port': 'Port',
    'mail.security': 'Encryption',
    'mail.username': 'User name',
    'mail.from': 'From',
    'mail.passwordChange': 'Password',
  },
  format: (value) => PASSWORD_WORDS[String(value)] ?? String(value ?? ''),
};
const PASSWORD_WORDS: Readonly<Record<string, string>> = { keep: 'as it is', replace: 'a new one', remove: 'removed' };

export function MailSettings(): ReactNode {
  return (
    <SettingsForm part={PART}>
      {(form, settings) => (
        <>
          <Section
            title="Mail server"
            intro="Sends the links to set a password. Without a host nothing is mailed, and you hand links over."
            columns={2}
          >
            <Input label="Host" isOptional isMono placeholder="smtp.example.com" {...form.text('mail.host')} />
            <Input label="Port" inputMode="numeric" {...form.text('mail.port')} />
            <Select label="Encryption" options={SECURITY} {...form.pick('mail.security')} />
            <Input label="From" type="email" isOptional placeholder="sso@example.com" {...form.text('mail.from')} />
            <Input label="User name" isOptional isMono {...form.text('mail.username')} />
            <PasswordField form={form} hasPassword={settings.mail.hasPassword} />
          </Section>
          <TestMail mail={settings.mail} isChanged={form.formState.isDirty} />
        </>
      )}
    </SettingsForm>
  );
}

function PasswordField({ form, hasPassword }: { form: Form; hasPassword: boolean }): ReactNode {
  const mayOwn = useMay('own');
  const { value: change, onChange } = form.pick('mail.passwordChange');
  const keep = () => {
    onChange('keep');
    form.setValue('mail.password', '');
  };
  if (change === 'replace') {
    return (
      <div className="flex items-start gap-2">
        <Input
          label="New password"
          type="password"
          autoComplete="new-password"
          className="flex-1"
          hint="Stored encrypted, and never shown again."
          {...form.text('mail.password')}
        />
        <Button tone="plain" className="mt-6.5" onPress={keep}>
          Keep the old
        </Button>
      </div>
    );
  }
  const isRemoved = change === 'remove';
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium">Password</span>
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        {hasPassword && !isRemoved ? (
          <Badge tone="ok">Set</Badge>
        ) : (
          <Badge>{isRemoved ? 'Removed on saving' : 'None'}</Badge>
        )}
        {mayOwn && !isRemoved && (
          <Button size="small" onPress={() => onChange('replace')}>
            {hasPassword ? 'Replace' : 'Set password'}
          </Button>
        )}
        {mayOwn && hasPassword && (
          <Button size="small" tone="plain" onPress={() => (isRemoved ? keep() : onChange('remove'))}>
            {isRemoved ? 'Keep it' : 'Remove'}
          </Button>
        )}
      </div>
    </div>
  );
}

function TestMail({ mail, isChanged }: { mail: Settings['mail']; isChanged: boolean }): ReactNode {
  const mayOwn = useMay('own');
  const test = useChange('sendTestMail', { stale: [] });
  const attempt = useAttempt();
  const [sentTo, setSentTo] = useState<string>();
  const run = async () => setSentTo((await attempt(test.mutateAsync({})))?.mailedTo);
  const isOff = mail.host === null;
  return (
    <Section title="Test" intro="A short mail to you, through the saved settings.">
      <div className="flex flex-wrap items-center gap-3">
        <Button isDisabled={!mayOwn || isOff || isChanged} isPending={test.isPending} onPress={() => void run()}>
          {test.isPending ? 'Sending …' : 'Send test mail'}
        </Button>
        <span role="status" className="text-ink-2">
          {sentTo !== undefined && `Sent to ${sentTo}; look into the mailbox.`}
          {isOff && 'Save a host first.'}
          {!isOff && isChanged && 'Save your changes first.'}
        </span>
      </div>
    </Section>
  );
}
