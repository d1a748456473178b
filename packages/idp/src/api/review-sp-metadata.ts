// What a service provider's metadata would change: a difference to look at, never a silent replacement.
import { X509Certificate } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '@keyshift/base';
import type { Application, SsoSettings } from '@keyshift/directory';
import { isLoopbackHost } from '@keyshift/http';
import { BINDING, type MetadataKey, parseSpMetadata, type SpMetadata } from '@keyshift/saml';
import { idpErrors } from '../errors.ts';
import type { FetchText } from '../outbound/fetch-text.ts';

type Patch = Partial<SsoSettings>;
type ReviewedChange = {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly patch: Patch;
  readonly recommended: boolean;
  readonly why: string;
};
export type MetadataReview = {
  readonly entityId: string;
  readonly changes: readonly ReviewedChange[];
  readonly findings: readonly Finding[];
  readonly requestedAttributes: readonly { name: string; isRequired: boolean; isMapped: boolean }[];
};
type Proposal = Pick<ReviewedChange, 'recommended' | 'why'> & { readonly patch: Patch };

function isLoopback(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

function proposeAcs(application: Application, metadata: SpMetadata): Proposal[] {
  const posts = metadata.acs.filter((one) => one.binding === BINDING.post && one.transport !== 'http');
  if (posts.length === 0) return [];
  const standard = posts.find((one) => one.isDefault) ?? posts[0];
  const acs = posts.map(({ index, url }) => ({
    index,
    url,
    isDefault: url === standard?.url && index === standard.index,
  }));
  // T9: AWS's own document points at the console's sign-in page; SQL clients listen on this machine.
  const loses = application.acs.some((one) => isLoopback(one.url)) && !acs.some((one) => isLoopback(one.url));
  return [
    {
      patch: { acs },
      recommended: !loses,
      why: loses
        ? 'the address on this computer, where SQL clients listen, would be replaced by a web page: their sign-in would never arrive'
        : 'where the application takes its answers',
    },
  ];
}

function proposeLogout(metadata: SpMetadata): Proposal[] {
  const wanted =
    metadata.slo.find((one) => one.binding === BINDING.redirect) ??
    metadata.slo.find((one) => one.binding === BINDING.post);
  if (wanted === undefined) return [];
  const binding = wanted.binding === BINDING.redirect ? ('redirect' as const) : ('post' as const);
  const slo = { url: wanted.location, responseUrl: wanted.responseLocation ?? null, binding };
  return [{ patch: { slo }, recommended: true, why: 'with it, signing out here also signs out there' }];
}

const FORMATS = ['persistent', 'transient', 'emailAddress', 'unspecified'] as const;

function proposeNameId({ nameIdFormats }: SpMetadata): Proposal[] {
  const format = FORMATS.find((one) => nameIdFormats.some((wanted) => wanted.endsWith(`:${one}`)));
  if (format === undefined) return [];
  return [
    { patch: { nameIdFormat: format }, recommended: true, why: 'a kind of name that the application says it takes' },
  ];
}

function toPem({ certificatePem }: MetadataKey): string {
  return new X509Certificate(certificatePem).toString();
}

function proposeKeys(application: Application, metadata: SpMetadata): Proposal[] {
  const requestCertificates = metadata.signingCertificates.map(toPem).slice(0, 5);
  const [encryptionCertificate] = metadata.encryptionCertificates.map(toPem);
  const isDropped = requestCertificates.length === 0 && application.requestCertificates.length > 0;
  return [
    {
      patch: { requestCertificates },
      recommended: !isDropped,
      why: isDropped
        ? 'without a certificate, signed requests could not be verified any more'
        : 'to verify what it signs',
    },
    ...(metadata.authnRequestsSigned
      ? [
          {
            patch: { requireSignedRequests: true },
            recommended: true,
            why: 'the application says that it signs its requests',
          },
        ]
      : []),
    ...(encryptionCertificate === undefined
      ? []
      : [{ patch: { encryptionCertificate }, recommended: true, why: 'to encrypt for it, if you turn that on' }]),
  ];
}

function proposals(application: Application, metadata: SpMetadata): Proposal[] {
  const sign = application.sign === 'response' ? ('both' as const) : application.sign;
  return [
    { patch: { audience: metadata.entityId }, recommended: true, why: 'who the assertion is for (audience)' },
    ...proposeAcs(application, metadata),
    ...proposeLogout(metadata),
    ...proposeNameId(metadata),
    ...proposeKeys(application, metadata),
    ...(metadata.wantAssertionsSigned
      ? [{ patch: { sign }, recommended: true, why: 'the application wants the assertion itself signed' }]
      : []),
  ];
}

function differs(application: Application, { patch }: Proposal): boolean {
  const now: Patch = application;
  // By value: what comes from the database has its keys in another order.
  return Object.entries(patch).some(([field, to]) => !isDeepStrictEqual(now[field as keyof Patch], to));
}

function toChange(application: Application, proposal: Proposal): ReviewedChange {
  const [field = ''] = Object.keys(proposal.patch);
  const now: Patch = application;
  return {
    field,
    from: now[field as keyof Patch] ?? null,
    to: proposal.patch[field as keyof Patch] ?? null,
    ...proposal,
  };
}

function remarks(metadata: SpMetadata): Finding[] {
  const plain = metadata.acs.filter((one) => one.transport === 'http');
  return plain.map(({ url }) => ({
    level: 'warning',
    code: 'idp.acs_not_https',
    where: 'acs',
    what: `${url} was left out`,
    why: 'it is plain http on another computer, where anybody on the way could read the assertion',
    fix: 'let the application offer an https address',
  }));
}

/** Throws `saml.*` and `xml.*` with what the document is instead, `idp.fetch_refused`, `idp.metadata_missing`. */
export async function reviewSpMetadata(o: {
  application: Application;
  now: Date;
  fetchText: FetchText;
  xml?: string | undefined;
  url?: string | undefined;
  entityId?: string | undefined;
}): Promise<MetadataReview> {
  const { application, now, entityId } = o;
  const xml = o.xml ?? (o.url === undefined ? undefined : await o.fetchText(o.url));
  if (xml === undefined) throw idpErrors.metadataMissing();
  const metadata = parseSpMetadata(xml, { now, ...(entityId !== undefined && { entityId }) });
  const mapped = new Set(application.attributes.map((one) => one.name));
  return {
    entityId: metadata.entityId,
    changes: proposals(application, metadata)
      .filter((proposal) => differs(application, proposal))
      .map((proposal) => toChange(application, proposal)),
    findings: remarks(metadata),
    requestedAttributes: metadata.requestedAttributes.map(({ name, isRequired }) => ({
      name,
      isRequired,
      isMapped: mapped.has(name),
    })),
  };
}
