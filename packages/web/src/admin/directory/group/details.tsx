// Name and description of a group.
import type { Group } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useChange } from '../../../api/endpoints.ts';
import { ObjectFormFrame } from '../../../parts/object-form.tsx';
import { useObjectForm } from '../../../parts/use-object-form.ts';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { GROUP_NAME_HINT } from './name-hint.ts';

const schema = z.object({
  name: z.string().trim().min(1, 'name it as the database group is named'),
  description: z.string().trim(),
});
const LABELS = { name: 'Name', description: 'Description' };

export function GroupDetails({ group, refetch }: { group: Group; refetch: () => unknown }): ReactNode {
  const change = useChange('updateGroup', { stale: ['getGroup', 'listGroups', 'listAudit'] });
  const object = useObjectForm({
    schema,
    object: group,
    valuesOf: ({ name, description }) => ({ name, description }),
    labels: LABELS,
    save: (body, { id, version }) => change.mutateAsync({ params: { id }, body, version }),
    refetch,
    saved: 'Group saved',
  });
  const { form } = object;
  return (
    <ObjectFormFrame object={object} noun="group" need="manage">
      <Section title="Details" intro="What the group is, here and in the database.">
        <Input label="Name" isMono className="max-w-md" hint={GROUP_NAME_HINT} {...form.text('name')} />
        {form.watch('name').trim() !== group.name && (
          <Banner tone="warn" title="Renaming does not rename the group in the database">
            From the next sign-in people ask to join the new name. A group of that name must exist there, with its
            grants, and the access policy must allow joining it.
          </Banner>
        )}
        <Input label="Description" isOptional {...form.text('description')} />
      </Section>
    </ObjectFormFrame>
  );
}
