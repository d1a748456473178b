// The rehearsal's AWS console, area by area: what its pages show and change at the local AWS.
import { z } from 'zod';
import { done, nothing, pageOf, pageQuery, version } from './common.ts';
import type { Endpoint } from './endpoint.ts';

const expiry = z.enum(['ok', 'soon', 'expired']);
const samlProvider = z.object({
  name: z.string(),
  arn: z.string(),
  createdAt: z.string(),
  /** What the metadata says; a hundred years where it says nothing. */
  validUntil: z.string(),
  expiry,
});
const samlProviderDetail = samlProvider.extend({
  /** Who may sign in through it, as its metadata says; empty if that cannot be read. */
  identityProviders: z.array(
    z.object({
      entityId: z.string(),
      signOnUrls: z.array(z.object({ binding: z.string(), url: z.string() })),
      certificates: z.array(z.object({ fingerprintSha256: z.string(), notAfter: z.string(), expiry })),
    }),
  ),
  /** Names of the roles whose trust policies name it. */
  trustedBy: z.array(z.string()),
  /** Of the metadata: another document is another version. */
  version,
});
/** One of the two: a document, or the application whose document is taken. What is empty is told with the other mistakes. */
const source = { metadata: z.string().optional(), applicationId: z.string().max(64).optional() };
// A document of a million characters, however its quotes are escaped.
const bodyLimit = 2_500_000;

const providers = '/api/v1/aws/iam/saml-providers' as const;

export const awsEndpoints = {
  listSamlProviders: {
    method: 'GET',
    path: providers,
    may: 'read',
    summary: 'IAM: finds SAML identity providers, a page at a time.',
    query: z.strictObject({ ...pageQuery, direction: z.enum(['asc', 'desc']).default('asc') }),
    body: nothing,
    output: pageOf(samlProvider),
  },
  createSamlProvider: {
    method: 'POST',
    path: providers,
    may: 'manage',
    summary: 'IAM: trusts an identity provider, by its metadata or by that of an application of this directory.',
    query: nothing,
    body: z.strictObject({ name: z.string().max(512), ...source }),
    output: samlProviderDetail,
    bodyLimit,
  },
  getSamlProvider: {
    method: 'GET',
    path: `${providers}/:name`,
    may: 'read',
    summary: 'IAM: one SAML identity provider, what its metadata says, and the roles that trust it.',
    query: nothing,
    body: nothing,
    output: samlProviderDetail,
  },
  replaceSamlMetadata: {
    method: 'PUT',
    path: `${providers}/:name`,
    may: 'manage',
    summary: 'IAM: replaces the metadata of a SAML identity provider.',
    query: nothing,
    body: z.strictObject(source),
    output: samlProviderDetail,
    etag: true,
    bodyLimit,
  },
  deleteSamlProvider: {
    method: 'DELETE',
    path: `${providers}/:name`,
    may: 'manage',
    summary: 'IAM: deletes a SAML identity provider; roles that trust it let nobody in by it any more.',
    query: nothing,
    body: nothing,
    output: done,
  },
  getSamlMetadata: {
    method: 'GET',
    path: `${providers}/:name/metadata`,
    may: 'read',
    summary: 'IAM: the metadata that it keeps of an identity provider, as it was given.',
    query: nothing,
    body: nothing,
    output: z.string(),
    file: 'application/samlmetadata+xml',
  },
  getSignInMetadata: {
    method: 'GET',
    path: '/api/v1/aws/sign-in/metadata',
    may: 'read',
    summary: 'The service provider metadata that AWS publishes for its sign-in page.',
    query: nothing,
    body: nothing,
    output: z.string(),
    file: 'application/samlmetadata+xml',
  },
} as const satisfies Record<string, Endpoint>;

export type SamlProvider = z.output<typeof samlProvider>;
export type SamlProviderDetail = z.output<typeof samlProviderDetail>;
