// An object page as in the portal: header, tabs, form sections, save bar.
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { paths } from '../paths.ts';
import { Button } from '../ui/action/button.tsx';
import { CopyText } from '../ui/action/copy-text.tsx';
import { Checkbox } from '../ui/choice/checkbox.tsx';
import { Radios } from '../ui/choice/radios.tsx';
import { Select } from '../ui/choice/select.tsx';
import { Badge } from '../ui/feedback/badge.tsx';
import { FileDrop } from '../ui/field/file-drop.tsx';
import { Input } from '../ui/field/input.tsx';
import { changesOf } from '../ui/form/changes.ts';
import { SaveBar } from '../ui/form/save-bar.tsx';
import { useZodForm } from '../ui/form/use-zod-form.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Tabs } from '../ui/layout/tabs.tsx';
import { StoryFrame } from './story-frame.tsx';

const schema = z.object({
  entity: z.string().min(1, 'Give the entity ID of the service'),
  acs: z.url('This is not a URL'),
  relay: z.string(),
  format: z.enum(['emailAddress', 'persistent', 'transient']),
  sign: z.enum(['assertion', 'response', 'both']),
  encrypt: z.boolean(),
});
const LOADED = {
  entity: 'urn:amazon:webservices',
  acs: 'http://localhost:7890/redshift/',
  relay: '',
  format: 'emailAddress',
  sign: 'both',
  encrypt: false,
} as const;
const LABELS = {
  entity: 'SP entity ID',
  acs: 'ACS URL',
  relay: 'Default relay state',
  format: 'NameID format',
  sign: 'Sign',
  encrypt: 'Encrypt assertions',
};
const TABS = [
  { label: 'General', href: paths.app('app_0001', 'general') },
  { label: 'SSO', href: paths.app('app_0001', 'sso') },
  { label: 'User groups', href: paths.app('app_0001', 'groups'), count: 7 },
  { label: 'Preview', href: paths.app('app_0001', 'preview') },
  { label: 'Activity', href: paths.app('app_0001', 'activity') },
];

export function ObjectStory(): ReactNode {
  const form = useZodForm({ schema, values: LOADED });
  const changes = changesOf({ before: LOADED, after: form.watch(), labels: LABELS });
  return (
    <StoryFrame path={paths.app('app_0001', 'sso')}>
      <PageHeader
        title="Amazon Redshift – analytics"
        state={<Badge tone="ok">Active</Badge>}
        intro={<CopyText label="application id" value="app_0001" isBare />}
        crumbs={[{ label: 'SSO applications', href: paths.apps() }]}
        actions={
          <>
            <Button>
              <Download aria-hidden />
              Export metadata
            </Button>
            <Button>Test sign-in</Button>
          </>
        }
      />
      <Tabs label="Amazon Redshift – analytics" tabs={TABS} current={paths.app('app_0001', 'sso')} />
      <div>
        <Section
          title="Service provider"
          intro="Upload the metadata the service gives you, or fill in the fields."
          columns={2}
        >
          <FileDrop
            label="Service metadata"
            accept={['.xml']}
            what="SAML 2.0 XML, at most 1 MB,"
            mostBytes={1_048_576}
            onFile={() => undefined}
            className="sm:col-span-2"
          />
          <Input label="SP entity ID" hint="Also called Audience" isMono {...form.text('entity')} />
          <Input label="ACS URL" isMono {...form.text('acs')} />
          <Input label="Default relay state" isOptional {...form.text('relay')} />
          <Select
            label="NameID format"
            options={[
              { id: 'emailAddress', label: 'emailAddress' },
              { id: 'persistent', label: 'persistent' },
              { id: 'transient', label: 'transient' },
            ]}
            {...form.pick('format')}
          />
          <Radios
            label="Sign"
            direction="row"
            options={[
              { id: 'assertion', label: 'Assertion' },
              { id: 'response', label: 'Response' },
              { id: 'both', label: 'Both' },
            ]}
            {...form.pick('sign')}
          />
          <div className="self-end pb-1.5">
            <Checkbox
              label="Encrypt assertions"
              value={form.watch('encrypt')}
              onChange={form.pick('encrypt').onChange}
            />
          </div>
        </Section>
        <Section title="Danger zone" intro="What cannot be taken back.">
          <div>
            <Button tone="danger">Delete application</Button>
          </div>
        </Section>
      </div>
      <SaveBar
        changes={changes}
        onSave={() => void form.handleSubmit(() => undefined)()}
        onDiscard={() => form.reset()}
      />
    </StoryFrame>
  );
}
