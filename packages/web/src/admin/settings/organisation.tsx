// The organisation's name, and whom people ask.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Input } from '../../ui/field/input.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { SettingsForm, type SettingsPart } from './settings-form.tsx';

const schema = z.object({
  organisation: z.string().trim().min(1, 'write the name people know'),
  supportContact: z.string().trim(),
});
const PART: SettingsPart<typeof schema> = {
  schema,
  valuesOf: ({ organisation, supportContact }) => ({ organisation, supportContact: supportContact ?? '' }),
  bodyOf: ({ organisation, supportContact }) => ({
    organisation,
    supportContact: supportContact === '' ? null : supportContact,
  }),
  labels: { organisation: 'Name', supportContact: 'Support contact' },
};

export function OrganisationSettings(): ReactNode {
  return (
    <SettingsForm part={PART}>
      {(form) => (
        <Section title="Organisation" intro="Shown on the sign-in page, in mails and in authenticator apps.">
          <Input label="Name" className="max-w-md" autoComplete="organization" {...form.text('organisation')} />
          <Input
            label="Support contact"
            isOptional
            className="max-w-md"
            hint="Whom a refused person asks: an address, a number or a page. It stands on every error page."
            {...form.text('supportContact')}
          />
        </Section>
      )}
    </SettingsForm>
  );
}
