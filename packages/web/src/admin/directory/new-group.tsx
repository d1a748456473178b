// Adds a group, with people in it if wanted.
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useChange } from '../../api/endpoints.ts';
import { LookOnly } from '../../parts/look-only.tsx';
import { PeoplePicker } from '../../parts/pickers.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { LinkButton } from '../../ui/action/link.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { Input } from '../../ui/field/input.tsx';
import { FormBanner } from '../../ui/form/form-banner.tsx';
import { LeaveGuard } from '../../ui/form/leave-guard.tsx';
import { applyServerFindings, type FormRefusal } from '../../ui/form/server-findings.ts';
import { useZodForm } from '../../ui/form/use-zod-form.ts';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { useGoTo } from '../../url.ts';
import { GROUP_NAME_HINT } from './group/name-hint.ts';

const schema = z.object({
  name: z.string().trim().min(1, 'name it as the database group is named'),
  description: z.string().trim(),
  personIds: z.array(z.string()),
});

export function NewGroup(): ReactNode {
  const form = useZodForm({ schema, values: { name: '', description: '', personIds: [] } });
  const [refusal, setRefusal] = useState<FormRefusal>();
  const create = useChange('createGroup', { stale: ['listGroups', 'listPeople', 'getOverview'] });
  const toast = useToast();
  const goTo = useGoTo();
  const submit = form.handleSubmit(async (body) => {
    setRefusal(undefined);
    try {
      const group = await create.mutateAsync({ body });
      toast({ tone: 'ok', text: `Group ${group.name} added` });
      goTo(paths.group(group.id, 'apps'), { isDone: true });
    } catch (error) {
      setRefusal(applyServerFindings(form, error));
    }
  });
  return (
    <>
      <PageHeader title="Add group" crumbs={[{ label: 'Groups', href: paths.groups() }]} />
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-6" noValidate>
        <LookOnly need="manage" />
        {form.formState.isDirty && <LeaveGuard />}
        <FormBanner refusal={refusal} />
        <div>
          <Section title="Details" intro="What the group is, here and in the database.">
            <Input label="Name" isMono className="max-w-md" hint={GROUP_NAME_HINT} {...form.text('name')} />
            <Input label="Description" isOptional {...form.text('description')} />
          </Section>
          <Section title="Users" intro="Who is in it. You can change this at any time.">
            <PeoplePicker label="Users" isOptional {...form.pick('personIds')} />
          </Section>
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <LinkButton tone="plain" href={paths.groups()}>
            Cancel
          </LinkButton>
          <Button tone="primary" type="submit" isPending={create.isPending}>
            {create.isPending ? 'Saving …' : 'Save group'}
          </Button>
        </div>
      </form>
    </>
  );
}
