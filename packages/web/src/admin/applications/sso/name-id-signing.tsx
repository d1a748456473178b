// Whom an assertion is about, and how it is protected.
import type { SsoSettings } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Radios } from '../../../ui/choice/radios.tsx';
import { Select } from '../../../ui/choice/select.tsx';
import { Textarea } from '../../../ui/field/textarea.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { UserField } from '../attributes/user-field.tsx';
import { Fields } from '../one/read-only.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { PemRows } from './pem-rows.tsx';

type Format = SsoSettings['nameIdFormat'];
const FORMATS: readonly { id: Format; label: string; detail: string }[] = [
  { id: 'persistent', label: 'persistent', detail: 'A value that stays the same for one person and service' },
  { id: 'emailAddress', label: 'emailAddress', detail: 'Looks like an e-mail address' },
  { id: 'unspecified', label: 'unspecified', detail: 'Whatever the field holds' },
  { id: 'transient', label: 'transient', detail: 'Another value at each sign-in' },
];

type Digest = SsoSettings['signatureAlgorithm'];
const DIGESTS: readonly { id: Digest; name: string }[] = [
  { id: 'sha256', name: 'SHA-256' },
  { id: 'sha384', name: 'SHA-384' },
  { id: 'sha512', name: 'SHA-512' },
];

export function NameIdSection(): ReactNode {
  const { values, errors, change } = useSettingsDraft();
  const { nameIdFormat, nameIdField, nameIdPairwise } = values;
  const isPairwise = nameIdFormat === 'persistent' && nameIdPairwise;
  return (
    <Section title="NameID" intro="Whom the assertion is about, as the service knows the person.">
      <Fields>
        <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
          <Select
            label="NameID format"
            options={FORMATS}
            value={nameIdFormat}
            onChange={(next) => change({ nameIdFormat: next })}
            error={errors.at('nameIdFormat')}
          />
          {nameIdFormat !== 'transient' && !isPairwise && (
            <UserField
              label="NameID field"
              value={nameIdField}
              onChange={(next) => change({ nameIdField: next })}
              error={errors.at('nameIdField')}
            />
          )}
        </div>
        {nameIdFormat === 'persistent' && (
          <Checkbox
            label="Pairwise value"
            detail="A random value of its own for each person and service, so that services cannot compare notes. Off: the field above."
            value={nameIdPairwise}
            onChange={(next) => change({ nameIdPairwise: next })}
          />
        )}
      </Fields>
    </Section>
  );
}

/** With what the key in use makes of it: `RSA-SHA256`; the digest alone as long as that is not known. */
function useAlgorithms(applicationId: string): readonly { id: Digest; label: string }[] {
  const { data } = useEndpoint('listKeys', { params: { id: applicationId } });
  const active = data?.items.find(({ state }) => state === 'active')?.algorithm;
  const kind = active?.startsWith('rsa') === true ? 'RSA-' : active === 'p-256' ? 'ECDSA-' : '';
  return DIGESTS.map(({ id, name }) => ({ id, label: kind === '' ? name : kind + name.replace('-', '') }));
}

export function SigningSection(): ReactNode {
  const { application, values, errors, change } = useSettingsDraft();
  const algorithms = useAlgorithms(application.id);
  const isRedshift = application.connector === 'redshift';
  const isEncrypted = values.encryption !== 'none';
  return (
    <Section title="Signing and encryption" intro="How the service knows that an answer is ours, and who can read it.">
      <Fields>
        <Radios
          label="Sign"
          options={[
            { id: 'assertion', label: 'Assertion', detail: 'What AWS and the Redshift drivers check' },
            { id: 'response', label: 'Response' },
            { id: 'both', label: 'Both' },
          ]}
          value={values.sign}
          onChange={(sign) => change({ sign })}
          error={errors.at('sign')}
        />
        <Radios
          label="Signature algorithm"
          direction="row"
          options={algorithms}
          value={values.signatureAlgorithm}
          onChange={(signatureAlgorithm) => change({ signatureAlgorithm })}
          error={errors.at('signatureAlgorithm')}
          hint="Of assertions, responses and logout messages; RSA or ECDSA comes from the key in use. SHA-1 is refused: two documents with the same SHA-1 can be made, and the signature of one passes for the other."
        />
        <Checkbox
          label="Require signed requests"
          detail="Refuses requests that none of the certificates below signed. A service that sends none, such as Redshift, then cannot start a sign-in."
          value={values.requireSignedRequests}
          onChange={(requireSignedRequests) => change({ requireSignedRequests })}
        />
        <PemRows />
        <Radios
          label="Encryption"
          options={[
            { id: 'none', label: 'None', detail: 'TLS protects it on its way' },
            { id: 'aes256-gcm', label: 'AES-256-GCM', detail: 'Only the service can read the assertion' },
          ]}
          value={values.encryption}
          onChange={(encryption) => change({ encryption })}
          error={errors.at('encryption')}
          {...(isRedshift && {
            hint: 'The Redshift drivers cannot decrypt: they read the assertion before they hand it to STS. Keyshift refuses to save encryption here.',
          })}
        />
        {isEncrypted && (
          <Textarea
            label="Encryption certificate"
            hint="Of the service, as PEM. Its metadata has it with use “encryption”."
            isMono
            rows={5}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={values.encryptionCertificate ?? ''}
            onChange={(event) =>
              change({ encryptionCertificate: event.target.value === '' ? null : event.target.value })
            }
            error={errors.at('encryptionCertificate')}
          />
        )}
      </Fields>
    </Section>
  );
}
