// The other side: who it is, where it takes answers, how it starts a sign-in and ends one.
import type { SsoSettings } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Radios } from '../../../ui/choice/radios.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { Fields } from '../one/read-only.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { AcsRows } from './acs-rows.tsx';
import { MetadataUpload } from './metadata-upload.tsx';

export function ServiceProvider(): ReactNode {
  const { values, errors, change } = useSettingsDraft();
  return (
    <Section title="Service provider" intro="Upload the metadata the service gives you, or fill in the fields.">
      <MetadataUpload />
      <Fields>
        <Input
          label="SP entity ID"
          hint="Also called Audience or Identifier. The service refuses assertions for another one."
          isMono
          value={values.audience}
          onChange={(event) => change({ audience: event.target.value })}
          error={errors.at('audience')}
        />
        <AcsRows />
        <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
          <Input
            label="Default RelayState"
            isOptional
            hint="Where the service leads people after a sign-in that began at the tile."
            isMono
            value={values.defaultRelayState ?? ''}
            onChange={(event) => change({ defaultRelayState: orNull(event.target.value) })}
            error={errors.at('defaultRelayState')}
          />
          <Input
            label="Login URL"
            isOptional
            hint="The service’s own sign-in page: the tile leads there instead."
            isMono
            value={values.loginUrl ?? ''}
            onChange={(event) => change({ loginUrl: orNull(event.target.value) })}
            error={errors.at('loginUrl')}
          />
        </div>
        <Checkbox
          label="IdP-initiated sign-in"
          detail="The tile and the Redshift drivers begin here, without a request of the service. Off: only answers to its requests."
          value={values.idpInitiated}
          onChange={(idpInitiated) => change({ idpInitiated })}
        />
        <Logout />
      </Fields>
    </Section>
  );
}

const NO_SLO: NonNullable<SsoSettings['slo']> = { url: '', responseUrl: null, binding: 'redirect' };

function Logout(): ReactNode {
  const { values, errors, change } = useSettingsDraft();
  const { slo } = values;
  const edit = (some: Partial<NonNullable<SsoSettings['slo']>>) => {
    const next = { ...(slo ?? NO_SLO), ...some };
    change({ slo: next.url === '' && next.responseUrl === null ? null : next });
  };
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <Input
        label="SP single logout URL"
        isOptional
        hint="Told when somebody signs out here. Redshift has none."
        isMono
        value={slo?.url ?? ''}
        onChange={(event) => edit({ url: event.target.value })}
        error={errors.at('slo.url') ?? errors.at('slo')}
      />
      {slo !== null && (
        <>
          <Input
            label="SP logout answers go to"
            isOptional
            hint="Only if not to the same URL."
            isMono
            value={slo.responseUrl ?? ''}
            onChange={(event) => edit({ responseUrl: orNull(event.target.value) })}
            error={errors.at('slo.responseUrl')}
          />
          <Radios
            label="Logout binding"
            direction="row"
            options={[
              { id: 'redirect', label: 'HTTP-Redirect' },
              { id: 'post', label: 'HTTP-POST' },
            ]}
            value={slo.binding}
            onChange={(binding) => edit({ binding })}
            error={errors.at('slo.binding')}
          />
        </>
      )}
    </div>
  );
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
