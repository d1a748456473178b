// Adds one person, and hands over how they set their password.
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { type Result, useChange } from '../../api/endpoints.ts';
import { LookOnly } from '../../parts/look-only.tsx';
import { OneTimeLink } from '../../parts/one-time-link.tsx';
import { GroupPicker } from '../../parts/pickers.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { LinkButton } from '../../ui/action/link.tsx';
import { Checkbox } from '../../ui/choice/checkbox.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { Input } from '../../ui/field/input.tsx';
import { FormBanner } from '../../ui/form/form-banner.tsx';
import { LeaveGuard } from '../../ui/form/leave-guard.tsx';
import { applyServerFindings, type FormRefusal } from '../../ui/form/server-findings.ts';
import { useZodForm, type ZodForm } from '../../ui/form/use-zod-form.ts';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { UsernameField } from './people/username-field.tsx';

const schema = z.object({
  username: z
    .string()
    .trim()
    .min(1, 'choose a user name')
    .refine((name) => name === name.toLowerCase(), ''),
  displayName: z.string().trim().min(1, 'write the name as it should be shown'),
  email: z.string().trim().min(1, 'write an address such as alice@example.com'),
  firstName: z.string().trim(),
  lastName: z.string().trim(),
  groupIds: z.array(z.string()),
  hasPassword: z.boolean(),
  password: z.string(),
});
type Values = z.output<typeof schema>;
type Created = Result<'createPerson'>;
const EMPTY: Values = {
  username: '',
  displayName: '',
  email: '',
  firstName: '',
  lastName: '',
  groupIds: [],
  hasPassword: false,
  password: '',
};

function bodyOf({ username, displayName, email, firstName, lastName, groupIds, hasPassword, password }: Values) {
  return {
    username,
    displayName,
    email,
    groupIds,
    profile: { ...(firstName !== '' && { firstName }), ...(lastName !== '' && { lastName }) },
    ...(hasPassword && { password }),
  };
}

export function NewUser(): ReactNode {
  const [created, setCreated] = useState<Created>();
  return (
    <>
      <PageHeader
        title="Add user"
        crumbs={[{ label: 'Users', href: paths.users() }]}
        intro="One person; for many, import a CSV file."
      />
      {created === undefined ? (
        <NewUserForm onCreated={setCreated} />
      ) : (
        <Success created={created} onAgain={() => setCreated(undefined)} />
      )}
    </>
  );
}

function NewUserForm({ onCreated }: { onCreated: (created: Created) => void }): ReactNode {
  const form = useZodForm({ schema, values: EMPTY });
  const [refusal, setRefusal] = useState<FormRefusal>();
  const create = useChange('createPerson', { stale: ['listPeople', 'listGroups', 'getOverview'] });
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    try {
      onCreated(await create.mutateAsync({ body: bodyOf(values) }));
    } catch (error) {
      setRefusal(applyServerFindings(form, error));
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-6" noValidate>
      <LookOnly need="manage" />
      {form.formState.isDirty && <LeaveGuard />}
      <FormBanner refusal={refusal} />
      <div>
        <Section title="Account" intro="With what they sign in, and how they are shown." columns={2}>
          <UsernameField
            {...form.text('username')}
            value={form.watch('username')}
            onProposal={(name) => form.setValue('username', name, { shouldDirty: true, shouldValidate: true })}
          />
          <Input label="E-mail" type="email" {...form.text('email')} />
          <Input label="Display name" {...form.text('displayName')} />
          <span className="max-sm:hidden" />
          <Input label="First name" isOptional {...form.text('firstName')} />
          <Input label="Last name" isOptional {...form.text('lastName')} />
        </Section>
        <Section title="Groups" intro="Applications and database rights come through groups.">
          <GroupPicker label="Groups" isOptional {...form.pick('groupIds')} />
        </Section>
        <PasswordSection form={form} />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton tone="plain" href={paths.users()}>
          Cancel
        </LinkButton>
        <Button tone="primary" type="submit" isPending={create.isPending}>
          {create.isPending ? 'Adding …' : 'Add user'}
        </Button>
      </div>
    </form>
  );
}

function PasswordSection({ form }: { form: ZodForm<Values> }): ReactNode {
  const { value, onChange } = form.pick('hasPassword');
  return (
    <Section title="Password" intro="Best set by the person alone: then nobody else knows it.">
      <Checkbox
        label="Set a password now"
        detail="Otherwise you get a link to hand over, or it is mailed, with which they set their own."
        value={value}
        onChange={onChange}
      />
      {value && (
        <Input
          label="Password"
          type="password"
          autoComplete="new-password"
          className="max-w-sm"
          {...form.text('password')}
        />
      )}
    </Section>
  );
}

function Success({ created, onAgain }: { created: Created; onAgain: () => void }): ReactNode {
  const { person, link } = created;
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <Banner tone="ok" title={`${person.displayName} was added`}>
        {link === null ? (
          <p>They can sign in now, as {person.username}, with the password you set.</p>
        ) : (
          <OneTimeLink link={link} name={person.displayName} />
        )}
      </Banner>
      <div className="flex flex-wrap gap-2">
        <LinkButton tone="primary" href={paths.user(person.id)}>
          Open user
        </LinkButton>
        <Button onPress={onAgain}>Add another</Button>
      </div>
    </div>
  );
}
