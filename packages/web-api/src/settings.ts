// Settings of the installation, administrators, API keys.
import { z } from 'zod';
import { done, id, nothing, version } from './common.ts';
import type { Endpoint, Permission } from './endpoint.ts';
import { adminRole, personRow } from './people.ts';

export const SCOPES = ['read', 'support', 'manage', 'own'] as const satisfies readonly Permission[];

const passwordPolicy = z.strictObject({
  minimumLength: z.number().int(),
  refuseCommon: z.boolean(),
  refuseOwnName: z.boolean(),
  /** How many old passwords may not come back; 0 to 24. */
  history: z.number().int(),
  /** Days; 0 for never (the default: expiry makes passwords worse). */
  expiresAfterDays: z.number().int(),
});
const signInPolicy = z.strictObject({
  /** `optional`: who has a factor must use it. `administrators`: they must have one. `everyone`. */
  secondFactor: z.enum(['optional', 'administrators', 'everyone']),
  lockAfterFailures: z.number().int(),
  lockSeconds: z.number().int(),
  sessionIdleMinutes: z.number().int(),
  sessionHours: z.number().int(),
});
const mail = z.strictObject({
  host: z.string().max(253).nullable(),
  port: z.number().int(),
  /** STARTTLS is required unless `implicit`; `none` only to this machine. */
  security: z.enum(['starttls', 'implicit', 'none']),
  username: z.string().max(320).nullable(),
  from: z.string().max(320).nullable(),
});
const settings = z.object({
  organisation: z.string().max(512),
  supportContact: z.string().max(512).nullable(),
  password: passwordPolicy,
  signIn: signInPolicy,
  mail: mail.extend({ hasPassword: z.boolean() }),
  version,
});
const apiKey = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
});

export const settingsEndpoints = {
  getSettings: {
    method: 'GET',
    path: '/api/v1/settings',
    may: 'read',
    summary: 'Organisation, password and sign-in policy, mail.',
    query: nothing,
    body: nothing,
    output: settings,
  },
  updateSettings: {
    method: 'PATCH',
    path: '/api/v1/settings',
    may: 'own',
    summary: 'Changes settings.',
    query: nothing,
    body: z
      .strictObject({
        organisation: z.string().max(512),
        supportContact: z.string().max(512).nullable(),
        password: passwordPolicy.partial(),
        signIn: signInPolicy.partial(),
        mail: mail.extend({ password: z.string().max(1_000).nullable() }).partial(),
      })
      .partial(),
    output: settings,
    etag: true,
    fresh: true,
  },
  sendTestMail: {
    method: 'POST',
    path: '/api/v1/settings/mail/test',
    may: 'own',
    summary: 'Sends a mail to the administrator who asks.',
    query: nothing,
    body: nothing,
    output: z.object({ mailedTo: z.string() }),
  },
  listAdministrators: {
    method: 'GET',
    path: '/api/v1/administrators',
    may: 'read',
    summary: 'Who may open the Admin Portal, and as what.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(personRow.extend({ role: adminRole, hasSecondFactor: z.boolean() })) }),
  },
  listApiKeys: {
    method: 'GET',
    path: '/api/v1/api-keys',
    may: 'read',
    summary: 'API keys, without their secrets.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(apiKey) }),
  },
  createApiKey: {
    method: 'POST',
    path: '/api/v1/api-keys',
    may: 'manage',
    summary: 'Makes an API key; its secret is shown once. It can never do more than who made it.',
    query: nothing,
    body: z.strictObject({
      name: z.string().max(200),
      scopes: z.array(z.enum(SCOPES)).min(1),
      days: z.number().int().min(1).max(365).default(90),
    }),
    output: z.object({ key: apiKey, secret: z.string() }),
    fresh: true,
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api/v1/api-keys/:id',
    may: 'manage',
    summary: 'Ends an API key now.',
    query: nothing,
    body: nothing,
    output: done,
  },
} as const satisfies Record<string, Endpoint>;

export type Settings = z.output<typeof settings>;
export type ApiKey = z.output<typeof apiKey>;
