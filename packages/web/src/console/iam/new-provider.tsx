// IAM → Identity providers → Create: trusts an identity provider by its metadata.
import { type FormEvent, type ReactNode, useState } from 'react';
import { useChange } from '../../api/endpoints.ts';
import { LookOnly } from '../../parts/look-only.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { LinkButton } from '../../ui/action/link.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { Input } from '../../ui/field/input.tsx';
import { FormBanner } from '../../ui/form/form-banner.tsx';
import { LeaveGuard } from '../../ui/form/leave-guard.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { KeyValues } from '../../ui/text/key-values.tsx';
import { useGoTo } from '../../url.ts';
import { METADATA_FIELDS, MetadataFields, useMetadataDraft } from './metadata-fields.tsx';

const CRUMBS = [{ label: 'Identity providers', href: paths.iamProviders() }];

export function NewIamProvider(): ReactNode {
  const [name, setName] = useState('');
  const draft = useMetadataDraft();
  const { errors } = draft;
  const create = useChange('createSamlProvider', { stale: ['listSamlProviders', 'listAudit'] });
  const toast = useToast();
  const goTo = useGoTo();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    errors.clear();
    try {
      const made = await create.mutateAsync({ body: { name, ...draft.body } });
      toast({ tone: 'ok', text: `Identity provider ${made.name} created` });
      goTo(paths.iamProvider(made.name), { isDone: true });
    } catch (error) {
      errors.take(error, { name, ...METADATA_FIELDS });
    }
  };
  return (
    <>
      <PageHeader
        title="Create identity provider"
        crumbs={CRUMBS}
        intro="IAM then takes the word of whoever signs with the keys in its metadata."
      />
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-6" noValidate>
        <LookOnly need="manage" />
        {(draft.isTouched || name !== '') && <LeaveGuard />}
        <FormBanner refusal={errors.refusal} />
        <div>
          <Section title="Provider" intro="What roles will call it in their trust policies.">
            <KeyValues items={[{ label: 'Provider type', value: <ProviderType /> }]} />
            <Input
              label="Provider name"
              isMono
              className="max-w-md"
              placeholder="redshift-sso"
              hint="Letters, digits, dots, hyphens and underscores. It is the end of the ARN, and stays."
              value={name}
              onChange={(event) => {
                setName(event.target.value);
                errors.clear('name');
              }}
              error={errors.at('name')}
            />
          </Section>
          <Section title="Metadata" intro="Who the identity provider is, where it signs people in, and its keys.">
            <MetadataFields draft={draft} />
          </Section>
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <LinkButton tone="plain" href={paths.iamProviders()}>
            Cancel
          </LinkButton>
          <Button tone="primary" type="submit" isPending={create.isPending} isDisabled={draft.isReading}>
            {create.isPending ? 'Creating …' : 'Create'}
          </Button>
        </div>
      </form>
    </>
  );
}

function ProviderType(): ReactNode {
  return (
    <>
      SAML
      <span className="block text-xs text-ink-3">The only type here: OpenID Connect is not supported.</span>
    </>
  );
}
