// What a password must be, who needs a second factor, when somebody is locked out, how long a session lasts.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Checkbox } from '../../ui/choice/checkbox.tsx';
import { Radios } from '../../ui/choice/radios.tsx';
import { Input } from '../../ui/field/input.tsx';
import type { ZodForm } from '../../ui/form/use-zod-form.ts';
import { Section } from '../../ui/layout/section.tsx';
import { SettingsForm, type SettingsPart } from './settings-form.tsx';
import { wholeNumber } from './whole-number.ts';

const schema = z.object({
  password: z.object({
    minimumLength: wholeNumber(8, 64),
    refuseCommon: z.boolean(),
    refuseOwnName: z.boolean(),
    history: wholeNumber(0, 24),
    expiresAfterDays: wholeNumber(0, 3_650),
  }),
  signIn: z.object({
    secondFactor: z.enum(['optional', 'administrators', 'everyone']),
    lockAfterFailures: wholeNumber(3, 20),
    lockSeconds: wholeNumber(10, 5_400),
    sessionIdleMinutes: wholeNumber(5, 43_200),
    sessionHours: wholeNumber(1, 720),
  }),
});
type Form = ZodForm<z.input<typeof schema>, z.output<typeof schema>>;

const FACTOR_OPTIONS = [
  {
    id: 'optional' as const,
    label: 'Who has one must use it',
    detail: 'People without one sign in by password alone: a stolen password is enough.',
  },
  {
    id: 'administrators' as const,
    label: 'Every administrator must have one',
    detail: 'An administrator without one has to set it up at the next sign-in, before anything else opens.',
  },
  {
    id: 'everyone' as const,
    label: 'Everybody must have one',
    detail: 'SQL clients wait longer for the browser then: tell people to set idp_response_timeout to 120.',
  },
];
const PART: SettingsPart<typeof schema> = {
  schema,
  valuesOf: ({ password, signIn }) => ({
    password: {
      ...password,
      minimumLength: String(password.minimumLength),
      history: String(password.history),
      expiresAfterDays: String(password.expiresAfterDays),
    },
    signIn: {
      secondFactor: signIn.secondFactor,
      lockAfterFailures: String(signIn.lockAfterFailures),
      lockSeconds: String(signIn.lockSeconds),
      sessionIdleMinutes: String(signIn.sessionIdleMinutes),
      sessionHours: String(signIn.sessionHours),
    },
  }),
  bodyOf: (values) => values,
  labels: {
    'password.minimumLength': 'Minimum length',
    'password.refuseCommon': 'Refuse common passwords',
    'password.refuseOwnName': 'Refuse the own name',
    'password.history': 'Old passwords remembered',
    'password.expiresAfterDays': 'Expires after days',
    'signIn.secondFactor': 'Second factor',
    'signIn.lockAfterFailures': 'Lock after failures',
    'signIn.lockSeconds': 'First lock in seconds',
    'signIn.sessionIdleMinutes': 'Idle minutes',
    'signIn.sessionHours': 'Longest session in hours',
  },
};

export function SignInSettings(): ReactNode {
  return (
    <SettingsForm part={PART}>
      {(form) => (
        <>
          <PasswordPolicy form={form} />
          <Section title="Second factor" intro="An authenticator app or a passkey beside the password.">
            <Radios label="Who needs one" options={FACTOR_OPTIONS} {...form.pick('signIn.secondFactor')} />
          </Section>
          <Section title="Lock" intro="Stops who guesses passwords, without shutting out who mistypes." columns={2}>
            <NumberField label="Failed sign-ins in a row" unit="3 to 20" {...form.text('signIn.lockAfterFailures')} />
            <NumberField
              label="First lock, in seconds"
              unit="10 to 5400; each further failure doubles it"
              {...form.text('signIn.lockSeconds')}
            />
          </Section>
          <Section title="Sessions" intro="How long a sign-in lasts. Changes count for new sessions." columns={2}>
            <NumberField
              label="Ends when idle for, in minutes"
              unit="5 to 43200; 480 is eight hours"
              {...form.text('signIn.sessionIdleMinutes')}
            />
            <NumberField
              label="Ends in any case after, in hours"
              unit="1 to 720"
              {...form.text('signIn.sessionHours')}
            />
          </Section>
        </>
      )}
    </SettingsForm>
  );
}

function PasswordPolicy({ form }: { form: Form }): ReactNode {
  const common = form.pick('password.refuseCommon');
  const ownName = form.pick('password.refuseOwnName');
  return (
    <Section title="Passwords" intro="Counts for new passwords; those that are set stay valid." columns={2}>
      <NumberField
        label="Minimum length"
        unit="8 to 64 characters; 12 or more is good"
        {...form.text('password.minimumLength')}
      />
      <span className="max-sm:hidden" />
      <Checkbox
        label="Refuse common passwords"
        detail="From a list of those that attackers try first"
        value={common.value}
        onChange={common.onChange}
      />
      <Checkbox
        label="Refuse the own name"
        detail="User name, e-mail and name of the person"
        value={ownName.value}
        onChange={ownName.onChange}
      />
      <NumberField
        label="Old passwords remembered"
        unit="0 to 24; none of these may come back"
        {...form.text('password.history')}
      />
      <NumberField
        label="Expires after, in days"
        unit="0 for never, which is best: expiry makes people choose worse ones"
        {...form.text('password.expiresAfterDays')}
      />
    </Section>
  );
}

function NumberField({ label, unit, ...field }: { label: string; unit: string } & ReturnType<Form['text']>): ReactNode {
  return <Input label={label} hint={unit} inputMode="numeric" className="max-w-60" {...field} />;
}
