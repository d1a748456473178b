// SSO applications: list, wizard, settings, metadata, certificates, groups, preview.
import { z } from 'zod';
import {
  application,
  applicationKey,
  attributeMapping,
  COLOURS,
  entitlement,
  generalSettings,
  ssoSettings,
} from './application-shapes.ts';
import { change, finding, id, nothing, pageOf, pageQuery } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import { traceStep } from './trace-shapes.ts';

const catalogueEntry = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  description: z.string(),
  kind: z.enum(['saml', 'bookmark']),
  /** Other names people type. */
  synonyms: z.array(z.string()),
  badges: z.array(z.string()),
  /** What is filled in, in words. */
  fills: z.array(z.string()),
  colour: z.enum(COLOURS),
  defaults: ssoSettings.partial(),
});
const applicationRow = application
  .pick({
    id: true,
    name: true,
    label: true,
    kind: true,
    connector: true,
    ssoPath: true,
    state: true,
    showInPortal: true,
    colour: true,
    logoUrl: true,
    createdAt: true,
  })
  .extend({
    groupCount: z.number().int(),
    /** Of the active key; null for bookmarks. */
    certificateExpiresAt: z.string().nullable(),
    certificateExpiry: z.enum(['ok', 'soon', 'expired']).nullable(),
    lastSignInAt: z.string().nullable(),
    metadataUrl: z.string().nullable(),
  });
const applicationDetail = application.extend({
  /** Values the other side needs, ready to copy. */
  urls: z.object({ sso: z.string().nullable(), metadata: z.string().nullable(), slo: z.string().nullable() }),
  /** What its connector expects and does not find. */
  findings: z.array(finding),
});
const settingsChange = z.strictObject({ ...generalSettings.shape, ...ssoSettings.shape }).partial();
const file = z.object({
  format: z.literal('keyshift-application'),
  formatVersion: z.literal(1),
  exportedAt: z.string(),
  application: z.looseObject({}),
});
const preview = z.object({
  allowed: z.boolean(),
  /** As a refused person would read it. */
  refusal: z.object({ code: z.string(), what: z.string(), why: z.string(), fix: z.string() }).nullable(),
  steps: z.array(traceStep),
  nameId: z.object({ format: z.string(), value: z.string() }).nullable(),
  attributes: z.array(
    z.object({
      name: z.string(),
      source: z.string(),
      input: z.array(z.string()),
      values: z.array(z.string()),
      note: z.string().nullable(),
    }),
  ),
  /** The assertion as it would be issued, unsigned. */
  xml: z.string().nullable(),
  responseBytes: z.number().int().nullable(),
  findings: z.array(finding),
});

const at = '/api/v1/applications' as const;

export const applicationEndpoints = {
  listCatalogue: {
    method: 'GET',
    path: '/api/v1/catalogue',
    may: 'read',
    summary: 'Applications that can be added, best match first.',
    query: z.strictObject({ search: z.string().max(200).optional() }),
    body: nothing,
    output: z.object({ items: z.array(catalogueEntry) }),
  },
  listApplications: {
    method: 'GET',
    path: at,
    may: 'read',
    summary: 'Finds applications, a page at a time.',
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(['active', 'inactive']).optional(),
      connector: z.string().max(60).optional(),
      direction: z.enum(['asc', 'desc']).default('asc'),
    }),
    body: nothing,
    output: pageOf(applicationRow),
  },
  createApplication: {
    method: 'POST',
    path: at,
    may: 'manage',
    summary: 'Adds an application from the catalogue; it gets a key and certificate of its own.',
    query: nothing,
    body: z.strictObject({
      connector: z.string().max(60),
      label: z.string().max(512),
      /** From the label unless told. */
      name: z.string().max(512).optional(),
      ssoPath: z.string().max(512).optional(),
      description: z.string().max(2_000).optional(),
      colour: z.enum(COLOURS).optional(),
      showInPortal: z.boolean().optional(),
      bookmarkUrl: z.string().max(2_000).nullable().optional(),
    }),
    output: application,
  },
  checkSsoPath: {
    method: 'GET',
    path: '/api/v1/applications/sso-path',
    may: 'read',
    summary: 'Tells whether an SSO IdP URL value is usable and free.',
    query: z.strictObject({ value: z.string().max(512) }),
    body: nothing,
    output: z.object({ usable: z.boolean(), why: z.string().nullable(), url: z.string() }),
  },
  getApplication: {
    method: 'GET',
    path: `${at}/:id`,
    may: 'read',
    summary: 'One application with all settings.',
    query: nothing,
    body: nothing,
    output: applicationDetail,
  },
  updateApplication: {
    method: 'PATCH',
    path: `${at}/:id`,
    may: 'manage',
    summary: 'Changes settings; what is not named stays as it is.',
    query: nothing,
    body: settingsChange,
    output: application,
    etag: true,
  },
  setApplicationState: {
    method: 'PUT',
    path: `${at}/:id/state`,
    may: 'manage',
    summary: 'Activates or deactivates single sign-on; the configuration stays.',
    query: nothing,
    body: z.strictObject({ state: z.enum(['active', 'inactive']) }),
    output: application,
  },
  deleteApplications: {
    method: 'POST',
    path: `${at}/delete`,
    may: 'manage',
    summary: 'Deletes applications; `count` must be their number.',
    query: nothing,
    body: z.strictObject({ ids: z.array(id).min(1).max(200), count: z.number().int() }),
    output: z.object({ deleted: z.number().int() }),
  },
  cloneApplication: {
    method: 'POST',
    path: `${at}/:id/clone`,
    may: 'manage',
    summary: 'Copies the settings into a new application with a new key, without groups.',
    query: nothing,
    body: z.strictObject({ label: z.string().max(512), ssoPath: z.string().max(512).optional() }),
    output: application,
  },
  exportApplication: {
    method: 'GET',
    path: `${at}/:id/export`,
    may: 'read',
    summary: 'The application as a file, without keys.',
    query: nothing,
    body: nothing,
    output: file,
    file: 'application/json',
  },
  importApplication: {
    method: 'POST',
    path: `${at}/import`,
    may: 'manage',
    summary: 'Makes an application from an exported file; with dryRun it only checks.',
    query: nothing,
    body: z.strictObject({
      file,
      dryRun: z.boolean(),
      label: z.string().max(512).optional(),
      ssoPath: z.string().max(512).optional(),
    }),
    output: z.object({ application: application.nullable(), findings: z.array(finding) }),
  },
  setLogo: {
    method: 'PUT',
    path: `${at}/:id/logo`,
    may: 'manage',
    summary: 'Uploads a PNG, JPEG or WebP picture of at most 780 KB; it is re-encoded.',
    query: nothing,
    body: z.strictObject({ base64: z.string().max(1_100_000) }),
    output: application,
    bodyLimit: 1_200_000,
  },
  removeLogo: {
    method: 'DELETE',
    path: `${at}/:id/logo`,
    may: 'manage',
    summary: 'Goes back to the colour.',
    query: nothing,
    body: nothing,
    output: application,
  },
  getLogo: {
    method: 'GET',
    path: '/api/v1/logos/:id',
    may: 'self',
    summary: 'The picture of an application.',
    query: nothing,
    body: nothing,
    output: z.string(),
    file: 'image/png',
  },
  listApplicationGroups: {
    method: 'GET',
    path: `${at}/:id/groups`,
    may: 'read',
    summary: 'All groups, and which of them may use the application.',
    query: z.strictObject({ search: z.string().max(200).optional() }),
    body: nothing,
    output: z.object({ items: z.array(entitlement) }),
  },
  setApplicationGroups: {
    method: 'PUT',
    path: `${at}/:id/groups`,
    may: 'manage',
    summary: 'Adds, changes and removes groups that may use the application.',
    query: nothing,
    body: z.strictObject({
      grant: z
        .array(
          z.strictObject({
            groupId: id,
            roleArn: z.string().max(700).nullable().default(null),
            position: z.number().int().min(1).max(10_000).optional(),
          }),
        )
        .max(500)
        .default([]),
      revoke: z.array(id).max(500).default([]),
    }),
    output: z.object({ items: z.array(entitlement) }),
  },
  previewAssertion: {
    method: 'POST',
    path: `${at}/:id/preview`,
    may: 'read',
    summary: 'What a person would get, through the same code as a real sign-in; nothing is issued.',
    query: nothing,
    body: z.strictObject({ personId: id, /** Unsaved settings to try. */ settings: settingsChange.optional() }),
    output: preview,
  },
  reviewSpMetadata: {
    method: 'POST',
    path: `${at}/:id/sp-metadata`,
    may: 'manage',
    summary: 'Reads a service provider’s metadata and shows what would change; nothing is stored.',
    query: nothing,
    body: z.strictObject({
      xml: z.string().max(1_000_000).optional(),
      url: z.string().max(2_000).optional(),
      entityId: z.string().max(1_024).optional(),
    }),
    output: z.object({
      entityId: z.string(),
      changes: z.array(
        change.extend({
          /** Ready for `updateApplication`. */
          patch: settingsChange,
          /** False where taking it would break something: the localhost ACS, for instance. */
          recommended: z.boolean(),
          why: z.string(),
        }),
      ),
      findings: z.array(finding),
      requestedAttributes: z.array(
        attributeMapping.pick({ name: true }).extend({ isRequired: z.boolean(), isMapped: z.boolean() }),
      ),
    }),
    bodyLimit: 1_200_000,
  },
  listKeys: {
    method: 'GET',
    path: `${at}/:id/keys`,
    may: 'read',
    summary: 'The certificates of an application, the active one first.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(applicationKey) }),
  },
  generateKey: {
    method: 'POST',
    path: `${at}/:id/keys`,
    may: 'manage',
    summary: 'Stages a new key; the one in use goes on until the new one is activated.',
    query: nothing,
    body: z.strictObject({
      algorithm: z.enum(['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256']).default('rsa-2048'),
      years: z.number().int().min(1).max(10).default(5),
    }),
    output: applicationKey,
  },
  uploadKey: {
    method: 'POST',
    path: `${at}/:id/keys/upload`,
    may: 'manage',
    summary: 'Stages a certificate with its private key; they must match.',
    query: nothing,
    body: z.strictObject({ certificatePem: z.string().max(20_000), privateKeyPem: z.string().max(20_000) }),
    output: applicationKey,
    fresh: true,
  },
  moveKey: {
    method: 'POST',
    path: `${at}/:id/keys/:keyId/:transition`,
    may: 'manage',
    summary: 'Moves a key on: publish (in the metadata), activate (signs), retire (out of the metadata), delete.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(applicationKey) }),
  },
  getCertificate: {
    method: 'GET',
    path: `${at}/:id/keys/:keyId/certificate`,
    may: 'read',
    summary: 'A certificate as PEM.',
    query: nothing,
    body: nothing,
    output: z.string(),
    file: 'application/x-pem-file',
  },
  listExpiring: {
    method: 'GET',
    path: '/api/v1/applications/expiring',
    may: 'read',
    summary: 'Applications whose certificate ends within 60 days.',
    query: nothing,
    body: nothing,
    output: z.object({
      items: z.array(z.object({ applicationId: id, label: z.string(), daysLeft: z.number().int() })),
    }),
  },
} as const satisfies Record<string, Endpoint>;

export type CatalogueEntry = z.output<typeof catalogueEntry>;
export type ApplicationRow = z.output<typeof applicationRow>;
export type ApplicationDetail = z.output<typeof applicationDetail>;
export type AssertionPreview = z.output<typeof preview>;
export type ApplicationChange = z.output<typeof settingsChange>;
export type Entitlement = z.output<typeof entitlement>;
