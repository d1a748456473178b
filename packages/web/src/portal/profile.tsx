// My profile: what I may change myself, and what only an administrator may.

import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { Result } from '../api/endpoints.ts';
import { useChange, useEndpoint } from '../api/endpoints.ts';
import { Loaded } from '../api/loaded.tsx';
import { useToast } from '../ui/feedback/toast.tsx';
import { Input } from '../ui/field/input.tsx';
import { changesOf } from '../ui/form/changes.ts';
import { FormBanner } from '../ui/form/form-banner.tsx';
import { SaveBar } from '../ui/form/save-bar.tsx';
import { applyServerFindings, type FormRefusal } from '../ui/form/server-findings.ts';
import { useZodForm } from '../ui/form/use-zod-form.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { KeyValues } from '../ui/text/key-values.tsx';

type Me = Result<'getMe'>;
const schema = z.object({
  displayName: z.string().trim().min(1, 'write your name as it should be shown'),
  jobTitle: z.string(),
  location: z.string(),
  phone: z.string(),
  mobile: z.string(),
});
const LABELS = { displayName: 'Name', jobTitle: 'Job title', location: 'Location', phone: 'Phone', mobile: 'Mobile' };

export function Profile(): ReactNode {
  const me = useEndpoint('getMe');
  return (
    <>
      <PageHeader
        title="Profile"
        intro="How you appear to administrators and, where they ask for it, to applications."
      />
      <Loaded result={me}>{(person) => <ProfileForm key={person.version} me={person} />}</Loaded>
    </>
  );
}

function valuesOf({ displayName, profile }: Me) {
  const { jobTitle = '', location = '', phone = '', mobile = '' } = profile;
  return { displayName, jobTitle, location, phone, mobile };
}

function ProfileForm({ me }: { me: Me }): ReactNode {
  const before = valuesOf(me);
  const form = useZodForm({ schema, values: before });
  const [refusal, setRefusal] = useState<FormRefusal>();
  const save = useChange('updateMe', { stale: ['getMe'] });
  const toast = useToast();
  const submit = form.handleSubmit(async (body) => {
    setRefusal(undefined);
    try {
      await save.mutateAsync({ body, version: me.version });
      toast({ tone: 'ok', text: 'Profile saved' });
    } catch (error) {
      setRefusal(applyServerFindings(form, error));
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-1 flex-col" noValidate>
      <FormBanner refusal={refusal} />
      <Section title="You" intro="These you may change yourself." columns={2}>
        <Input label="Name" autoComplete="name" {...form.text('displayName')} />
        <Input label="Job title" isOptional autoComplete="organization-title" {...form.text('jobTitle')} />
        <Input label="Location" isOptional {...form.text('location')} />
        <Input label="Phone" isOptional type="tel" autoComplete="tel" {...form.text('phone')} />
        <Input label="Mobile" isOptional type="tel" {...form.text('mobile')} />
      </Section>
      <Section title="Account" intro="Your administrator looks after these.">
        <KeyValues
          items={[
            { label: 'User name', value: <code>{me.username}</code> },
            { label: 'E-mail', value: me.email },
            { label: 'Groups', value: me.groups.length === 0 ? 'none yet' : me.groups.join(', ') },
          ]}
        />
      </Section>
      <SaveBar
        changes={changesOf({ before, after: form.watch(), labels: LABELS })}
        onSave={() => void submit()}
        onDiscard={() => form.reset(before)}
        isSaving={save.isPending}
      />
    </form>
  );
}
