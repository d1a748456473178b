// Our side of the application: every value that the service needs, ready to copy, with its other names.
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { download } from '../../../parts/download.ts';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { CopyButton, CopyText } from '../../../ui/action/copy-text.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { KeyValues } from '../../../ui/text/key-values.tsx';
import { Fields } from '../one/read-only.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';

export function IdentityProvider(): ReactNode {
  const { application, values, errors, change } = useSettingsDraft();
  const { urls, ssoPath } = application;
  const needsProvider = values.attributes.some(({ source }) => source.kind === 'role');
  const shown = [
    { label: 'SSO URL', alias: 'Login URL, SAML endpoint, IdP URL', value: urls.sso },
    { label: 'Metadata URL', alias: 'the same document, always current', value: urls.metadata },
    { label: 'Single logout URL', alias: 'SLO endpoint', value: urls.slo },
  ];
  return (
    <Section
      title="Identity provider"
      intro="What the service needs to know about Keyshift. Its metadata holds all of it."
    >
      <div className="flex items-start gap-2">
        <Fields>
          <Input
            label="IdP entity ID"
            hint="Also called Issuer. The service stores it: changing it means uploading the metadata there again."
            isMono
            className="flex-1"
            value={values.entityId}
            onChange={(event) => change({ entityId: event.target.value })}
            error={errors.at('entityId')}
          />
        </Fields>
        <span className="mt-6.5 grid h-8 place-items-center">
          <CopyButton label="IdP entity ID" value={values.entityId} />
        </span>
      </div>
      <KeyValues
        label="Addresses"
        items={shown.flatMap(({ label, alias, value }) =>
          value === null ? [] : [{ label, alias, value: <CopyText label={label} value={value} /> }],
        )}
      />
      <div>
        <Button onPress={() => download(paths.metadataFile(ssoPath))}>
          <Download aria-hidden />
          Export metadata
        </Button>
      </div>
      {needsProvider && (
        <Fields>
          <Input
            label="IAM provider ARN"
            isOptional
            hint="Of the SAML provider that IAM made from our metadata; goes with each role in the attribute Role."
            isMono
            placeholder="arn:aws:iam::123456789012:saml-provider/Keyshift"
            value={values.providerArn ?? ''}
            onChange={(event) => change({ providerArn: event.target.value === '' ? null : event.target.value })}
            error={errors.at('providerArn')}
          />
        </Fields>
      )}
    </Section>
  );
}
