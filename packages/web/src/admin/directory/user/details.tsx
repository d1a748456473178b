// Everything about a person that applications may be told, in one form.
import type { PersonDetail } from '@keyshift/web-api';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFieldArray } from 'react-hook-form';
import { useChange } from '../../../api/endpoints.ts';
import { ObjectFormFrame } from '../../../parts/object-form.tsx';
import { useObjectForm } from '../../../parts/use-object-form.ts';
import { Button } from '../../../ui/action/button.tsx';
import { Input } from '../../../ui/field/input.tsx';
import type { ZodForm } from '../../../ui/form/use-zod-form.ts';
import { Section } from '../../../ui/layout/section.tsx';
import { UsernameField } from '../people/username-field.tsx';
import {
  bodyOf,
  format,
  LABELS,
  type PersonValues,
  PROFILE_LABELS,
  personSchema,
  SECTIONS,
  translate,
  valuesOf,
} from './profile-fields.ts';

export function UserDetails({ person, refetch }: { person: PersonDetail; refetch: () => unknown }): ReactNode {
  const change = useChange('updatePerson', { stale: ['getPerson', 'listPeople', 'listAudit'] });
  const object = useObjectForm({
    schema: personSchema,
    object: person,
    valuesOf,
    labels: LABELS,
    format,
    save: (values, { id, version }) => change.mutateAsync({ params: { id }, body: bodyOf(values), version }),
    refetch,
    saved: 'User saved',
    translate,
  });
  const { form } = object;
  return (
    <ObjectFormFrame object={object} noun="user" need="manage">
      <Section title="Name" intro="Who this is, and how they sign in." columns={2}>
        <UsernameField
          {...form.text('username')}
          value={form.watch('username')}
          onProposal={(name) => form.setValue('username', name, { shouldDirty: true, shouldValidate: true })}
        />
        <Input label="Display name" {...form.text('displayName')} />
        <Input label="E-mail" type="email" {...form.text('email')} />
        {(['firstName', 'middleName', 'lastName'] as const).map((field) => (
          <Input key={field} label={PROFILE_LABELS[field]} isOptional {...form.text(field)} />
        ))}
      </Section>
      {SECTIONS.map(({ title, intro, fields }) => (
        <Section key={title} title={title} intro={intro} columns={2}>
          {fields.map((field) => (
            <Input key={field} label={PROFILE_LABELS[field]} isOptional {...form.text(field)} />
          ))}
        </Section>
      ))}
      <CustomAttributes form={form} />
    </ObjectFormFrame>
  );
}

function CustomAttributes({ form }: { form: ZodForm<PersonValues> }): ReactNode {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'custom' });
  return (
    <Section title="Custom attributes" intro="Values of your own, for attributes that an application wants.">
      {fields.length === 0 && <p className="text-ink-2">None yet.</p>}
      {fields.map((field, index) => (
        <div key={field.id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto] items-start gap-2">
          <Input label={`Name of attribute ${index + 1}`} isLabelHidden isMono {...form.text(`custom.${index}.name`)} />
          <Input label={`Value of attribute ${index + 1}`} isLabelHidden {...form.text(`custom.${index}.value`)} />
          <Button
            tone="plain"
            size="icon"
            aria-label={`Remove attribute ${form.watch(`custom.${index}.name`) || index + 1}`}
            onPress={() => remove(index)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button onPress={() => append({ name: '', value: '' })}>
          <Plus aria-hidden /> Add attribute
        </Button>
      </div>
    </Section>
  );
}
