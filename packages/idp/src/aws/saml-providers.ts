// IAM → Identity providers: what the console's pages read and change, each change in the audit log.
import { createHash } from 'node:crypto';
import { directoryErrors, expiryOf } from '@keyshift/directory';
import { type IdpMetadata, parseIdpMetadata } from '@keyshift/saml';
import type { awsEndpoints } from '@keyshift/web-api';
import type { Caller } from '../api/caller.ts';
import type { FileAnswer, HandlersOf } from '../api/handler.ts';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import { checkName, isProviderName, readMetadata } from './check-provider.ts';
import type { AwsConsole, SamlProviderSummary, StoredSamlProvider } from './console.ts';
import { pageOf } from './page-of.ts';

const HASH_DIGITS = 12;

function consoleOf({ aws }: Site): AwsConsole {
  if (aws === undefined) throw idpErrors.awsAbsent();
  return aws;
}

function hashOf(metadata: string): string {
  return createHash('sha256').update(metadata, 'utf8').digest('hex');
}

/** AWS counts no versions, so the document itself is one. Never 0, as no version is. */
function versionOf(metadata: string): number {
  return Number.parseInt(hashOf(metadata).slice(0, HASH_DIGITS), 16) + 1;
}

function summarize(provider: SamlProviderSummary, now: Date) {
  const { name, arn, createdAt, validUntil } = provider;
  return { name, arn, createdAt, validUntil, expiry: expiryOf(validUntil, now) };
}

/** What AWS keeps was accepted there, perhaps by other rules than ours. */
function readDocument(metadata: string): readonly IdpMetadata[] {
  try {
    return parseIdpMetadata(metadata);
  } catch {
    return [];
  }
}

function present(provider: StoredSamlProvider, now: Date) {
  const identityProviders = readDocument(provider.metadata).map(({ entityId, signingKeys, singleSignOnUrls }) => ({
    entityId,
    signOnUrls: singleSignOnUrls.map(({ binding, location: url }) => ({ binding, url })),
    certificates: signingKeys.map(({ fingerprintSha256, notAfter }) => ({
      ...{ fingerprintSha256, notAfter },
      expiry: expiryOf(notAfter, now),
    })),
  }));
  const { trustedBy, metadata } = provider;
  return { ...summarize(provider, now), identityProviders, trustedBy, version: versionOf(metadata) };
}

/** Throws `idp.saml_provider_unknown`. */
async function getProvider(site: Site, name: string): Promise<StoredSamlProvider> {
  const aws = consoleOf(site);
  const found = isProviderName(name) ? await aws.findSamlProvider(name) : undefined;
  if (found === undefined) throw idpErrors.samlProviderUnknown({ name });
  return found;
}

type Target = Pick<SamlProviderSummary, 'arn' | 'name'>;
type Change = { readonly action: string; readonly metadata: string; readonly before?: string };

/** After the change and before the answer: who is told that it is done finds it in the log. */
async function record(site: Site, caller: Caller, { arn, name }: Target, change: Change): Promise<void> {
  const { action, metadata, before } = change;
  const keysIn = (document: string) =>
    readDocument(document).flatMap(({ signingKeys }) => signingKeys.map((key) => key.fingerprintSha256));
  await site.directory.audit.append({
    actor: caller.actor,
    action,
    target: arn,
    details: {
      name,
      metadataSha256: hashOf(metadata),
      entityIds: readDocument(metadata).map(({ entityId }) => entityId),
    },
    ...(before !== undefined && {
      changes: [
        { field: 'metadataSha256', from: hashOf(before), to: hashOf(metadata) },
        { field: 'certificates', from: keysIn(before), to: keysIn(metadata) },
      ],
    }),
  });
}

const changing: HandlersOf<'createSamlProvider' | 'replaceSamlMetadata' | 'deleteSamlProvider'> = {
  async createSamlProvider({ site, caller, body }) {
    const aws = consoleOf(site);
    const name = body.name.trim();
    const { metadata, findings } = await readMetadata(site, body);
    const all = [...checkName(name, await aws.listSamlProviders()), ...findings];
    if (all.length > 0) throw idpErrors.inputInvalid({ findings: all });
    const arn = await aws.createSamlProvider({ name, metadata });
    await record(site, caller, { arn, name }, { action: 'aws.saml_provider_created', metadata });
    return present(await getProvider(site, name), site.now());
  },
  async replaceSamlMetadata({ site, caller, params, body, version }) {
    const before = await getProvider(site, params.name);
    const { metadata, findings } = await readMetadata(site, body);
    if (findings.length > 0) throw idpErrors.inputInvalid({ findings });
    // AWS changes without a condition: between this look and the change somebody may still be faster, by milliseconds.
    if (versionOf(before.metadata) !== version) throw directoryErrors.changedMeanwhile({ kind: 'identity provider' });
    await consoleOf(site).replaceSamlMetadata({ name: before.name, metadata });
    const change = { action: 'aws.saml_metadata_replaced', metadata, before: before.metadata };
    await record(site, caller, before, change);
    return present(await getProvider(site, before.name), site.now());
  },
  async deleteSamlProvider({ site, caller, params }) {
    const gone = await getProvider(site, params.name);
    await consoleOf(site).removeSamlProvider(gone.name);
    await record(site, caller, gone, { action: 'aws.saml_provider_deleted', metadata: gone.metadata });
    return { ok: true };
  },
};

const files: HandlersOf<'getSamlMetadata' | 'getSignInMetadata'> = {
  async getSamlMetadata({ site, params }): Promise<FileAnswer> {
    const { name, metadata } = await getProvider(site, params.name);
    return { fileName: `${name}-metadata.xml`, content: metadata };
  },
  getSignInMetadata: async ({ site }): Promise<FileAnswer> => ({
    fileName: 'saml-metadata.xml',
    content: await consoleOf(site).signInMetadata(),
  }),
};

export const awsHandlers: HandlersOf<keyof typeof awsEndpoints> = {
  ...changing,
  ...files,
  async listSamlProviders({ site, query }) {
    const now = site.now();
    const page = pageOf(await consoleOf(site).listSamlProviders(), query);
    return { ...page, items: page.items.map((one) => summarize(one, now)) };
  },
  getSamlProvider: async ({ site, params }) => present(await getProvider(site, params.name), site.now()),
};
