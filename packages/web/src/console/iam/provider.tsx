// One identity provider of IAM: its ARN, what its metadata says, the two documents, and who trusts it.
import type { SamlProviderDetail } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { paths } from '../../paths.ts';
import { CopyText } from '../../ui/action/copy-text.tsx';
import { Badge } from '../../ui/feedback/badge.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { ExpiryText } from '../../ui/text/expiry-text.tsx';
import { KeyValues } from '../../ui/text/key-values.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { usePathParam } from '../../url.ts';
import { ProviderActions } from './provider-actions.tsx';
import { ProviderDocuments } from './provider-documents.tsx';

const CRUMBS = [{ label: 'Identity providers', href: paths.iamProviders() }];

export function IamProvider(): ReactNode {
  const name = usePathParam('name');
  const result = useEndpoint('getSamlProvider', { params: { name } });
  // Another one's, while this one is on its way.
  const provider = result.data?.name === name ? result.data : undefined;
  return (
    <>
      <PageHeader
        title={name}
        crumbs={CRUMBS}
        {...(provider !== undefined && {
          state: <State expiry={provider.expiry} />,
          actions: <ProviderActions provider={provider} />,
        })}
      />
      <Loaded result={{ ...result, data: provider }}>
        {(found) => (
          <div>
            <Summary provider={found} />
            <WhatItSays provider={found} />
            <ProviderDocuments name={found.name} />
            <TrustedBy roles={found.trustedBy} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function State({ expiry }: Pick<SamlProviderDetail, 'expiry'>): ReactNode {
  if (expiry === 'expired') return <Badge tone="bad">Expired</Badge>;
  return expiry === 'soon' ? <Badge tone="warn">Ends soon</Badge> : <Badge tone="ok">Valid</Badge>;
}

function Summary({ provider }: { provider: SamlProviderDetail }): ReactNode {
  const { arn, createdAt, validUntil, expiry } = provider;
  const day = validUntil.slice(0, 10);
  return (
    <Section title="Summary" intro="The ARN goes into the application, and into the trust policies of roles.">
      {expiry !== 'ok' && (
        <Banner
          tone={expiry === 'soon' ? 'warn' : 'bad'}
          title={expiry === 'soon' ? `The metadata ends on ${day}` : `The metadata ended on ${day}`}
        >
          From then on IAM takes nobody’s word for it. Replace the metadata by a newer one.
        </Banner>
      )}
      <KeyValues
        label="Summary"
        items={[
          {
            label: 'ARN',
            alias: 'IAM provider ARN',
            value: <CopyText label="ARN" value={arn} />,
            isWide: true,
          },
          { label: 'Type', value: 'SAML' },
          { label: 'Created', value: <TimeText value={createdAt} /> },
          { label: 'Valid until', value: <ExpiryText expiresAt={validUntil} expiry={expiry} /> },
        ]}
      />
    </Section>
  );
}

function WhatItSays({ provider: { identityProviders } }: { provider: SamlProviderDetail }): ReactNode {
  return (
    <Section
      title="Identity provider"
      intro="What the metadata says: who signs, where people sign in, with which keys."
    >
      {identityProviders.length === 0 && <p className="text-ink-2">Keyshift cannot read this document.</p>}
      {identityProviders.map(({ entityId, signOnUrls, certificates }) => (
        <div key={entityId} className="flex min-w-0 flex-col gap-4">
          <KeyValues
            label={`Addresses of ${entityId}`}
            items={[
              {
                label: 'Entity ID',
                alias: 'Issuer',
                value: <CopyText label="entity ID" value={entityId} />,
                isWide: true,
              },
              ...signOnUrls.map(({ binding, url }) => ({
                label: 'Sign-in URL',
                alias: shortBinding(binding),
                value: <span className="font-mono wrap-anywhere">{url}</span>,
              })),
            ]}
          />
          <ul
            aria-label={`Certificates of ${entityId}`}
            className="m-0 list-none divide-y divide-line rounded-lg border border-line p-0"
          >
            {certificates.map(({ fingerprintSha256, notAfter, expiry }, at) => (
              <li key={fingerprintSha256} className="flex flex-col gap-1 px-4 py-3">
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className="font-medium">
                    {certificates.length === 1 ? 'Certificate' : `Certificate ${at + 1} of ${certificates.length}`}
                  </span>
                  <span className="flex items-center gap-1.5 text-ink-2">
                    until <ExpiryText expiresAt={notAfter} expiry={expiry} />
                  </span>
                </span>
                <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-ink-2">
                  SHA-256 <CopyText isBare label={`fingerprint ${at + 1}`} value={fingerprintSha256} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

/** `urn:oasis:…:bindings:HTTP-POST` is HTTP-POST. */
function shortBinding(binding: string): string {
  return binding.slice(binding.lastIndexOf(':') + 1);
}

function TrustedBy({ roles }: { roles: readonly string[] }): ReactNode {
  return (
    <Section title="Trusted by" intro="Roles whose trust policies name it, and so let its people in.">
      {roles.length === 0 ? (
        <p className="text-ink-2">No role yet. Create one that trusts the ARN above, for SAML 2.0 federation.</p>
      ) : (
        <ul aria-label="Roles" className="m-0 flex list-none flex-wrap gap-2 p-0">
          {roles.map((role) => (
            <li key={role} className="min-w-0 rounded-md border border-line bg-sunken px-2 py-0.5 wrap-anywhere">
              <code>{role}</code>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
