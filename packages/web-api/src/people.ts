// People: profile, state, groups, factors, sessions as an administrator sees them.
import { z } from 'zod';
import { done, id, nothing, pageOf, pageQuery, report, version } from './common.ts';
import type { Endpoint } from './endpoint.ts';

export const PERSON_STATES = ['staged', 'active', 'suspended'] as const;
export const ADMIN_ROLES = ['owner', 'admin', 'help_desk', 'read_only'] as const;
/** Every profile field is text; an absent one is not in the record. */
export const PROFILE_FIELDS = [
  'firstName',
  'middleName',
  'lastName',
  'alternateEmail',
  'company',
  'costCenter',
  'department',
  'description',
  'employeeId',
  'employeeType',
  'jobTitle',
  'location',
  'manager',
  'phone',
  'mobile',
  'street',
  'locality',
  'region',
  'postalCode',
  'country',
] as const;

const profile = z.partialRecord(z.enum(PROFILE_FIELDS), z.string());
const custom = z.record(z.string(), z.string());
export const adminRole = z.enum(ADMIN_ROLES);
const personState = z.enum(PERSON_STATES);

export const person = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  email: z.string(),
  state: personState,
  /** What they may do in the Admin Portal; null for ordinary people. */
  role: adminRole.nullable(),
  profile,
  custom,
  version,
  createdAt: z.string(),
  updatedAt: z.string(),
});
export const personRow = person
  .pick({ id: true, username: true, displayName: true, email: true, state: true, role: true })
  .extend({
    department: z.string().nullable(),
    groupCount: z.number().int(),
    lastSignInAt: z.string().nullable(),
  });
const personDetail = person.extend({
  lastSignInAt: z.string().nullable(),
  lockedUntil: z.string().nullable(),
  hasPassword: z.boolean(),
  passwordChangedAt: z.string().nullable(),
  factorCount: z.number().int(),
});
/** Rules are the directory's; here only shapes and sizes, so that every mistake is told at once by the server. */
const personInput = z.strictObject({
  username: z.string().max(512),
  displayName: z.string().max(512),
  email: z.string().max(512),
  state: personState.optional(),
  profile: z.partialRecord(z.enum(PROFILE_FIELDS), z.string().max(2_000)).optional(),
  custom: z.record(z.string().max(200), z.string().max(4_000)).optional(),
  groupIds: z.array(id).max(500).optional(),
  /** Absent: none yet, a set-up link is given instead. */
  password: z.string().max(4_096).optional(),
});
const personChange = personInput.omit({ password: true, groupIds: true }).partial();
const groupRef = z.object({ id, name: z.string(), description: z.string() });
const applicationRef = z.object({ id, name: z.string(), label: z.string(), viaGroups: z.array(z.string()) });
export const factor = z.object({
  id,
  kind: z.enum(['totp', 'passkey', 'recovery_codes']),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** Recovery codes only. */
  remaining: z.number().int().optional(),
});
export const sessionRow = z.object({
  id,
  authenticatedAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  address: z.string(),
  userAgent: z.string(),
  methods: z.array(z.string()),
  isCurrent: z.boolean(),
  applications: z.array(z.string()),
});
/** `url` is null when the mail went out; it is shown once and works once, for 30 minutes. */
const oneTimeLink = z.object({
  url: z.string().nullable(),
  mailedTo: z.string().nullable(),
  expiresAt: z.string(),
});

const BULK = ['activate', 'suspend', 'delete', 'add_to_group', 'remove_from_group'] as const;

export const peopleEndpoints = {
  listPeople: {
    method: 'GET',
    path: '/api/v1/people',
    may: 'read',
    summary: 'Finds people by name, user name or e-mail, a page at a time.',
    query: z.strictObject({
      ...pageQuery,
      state: personState.optional(),
      groupId: id.optional(),
      administrators: z.enum(['true']).optional(),
      sort: z.enum(['username', 'displayName', 'createdAt']).default('username'),
      direction: z.enum(['asc', 'desc']).default('asc'),
    }),
    body: nothing,
    output: pageOf(personRow),
  },
  createPerson: {
    method: 'POST',
    path: '/api/v1/people',
    may: 'manage',
    summary: 'Creates a person; without a password the answer has a link to set one.',
    query: nothing,
    body: personInput,
    output: z.object({ person, link: oneTimeLink.nullable() }),
  },
  getPerson: {
    method: 'GET',
    path: '/api/v1/people/:id',
    may: 'read',
    summary: 'One person.',
    query: nothing,
    body: nothing,
    output: personDetail,
  },
  updatePerson: {
    method: 'PATCH',
    path: '/api/v1/people/:id',
    may: 'manage',
    summary: 'Changes fields of a person; a suspended person is signed out everywhere.',
    query: nothing,
    body: personChange,
    output: person,
    etag: true,
  },
  deletePerson: {
    method: 'DELETE',
    path: '/api/v1/people/:id',
    may: 'manage',
    summary: 'Deletes a person with their sessions and factors.',
    query: nothing,
    body: nothing,
    output: done,
  },
  bulkPeople: {
    method: 'POST',
    path: '/api/v1/people/bulk',
    may: 'manage',
    summary: 'Does one thing to many people; the report tells it person by person.',
    query: nothing,
    body: z.strictObject({ ids: z.array(id).min(1).max(1_000), action: z.enum(BULK), groupId: id.optional() }),
    output: report,
  },
  importPeople: {
    method: 'POST',
    path: '/api/v1/people/import',
    may: 'manage',
    summary: 'Imports people from CSV text; with dryRun it only reports.',
    query: nothing,
    body: z.strictObject({
      csv: z.string().max(8_000_000),
      dryRun: z.boolean(),
      mode: z.enum(['create', 'create_or_update']),
    }),
    output: report,
    bodyLimit: 10_000_000,
  },
  exportPeople: {
    method: 'GET',
    path: '/api/v1/people/export',
    may: 'read',
    summary: 'All people as CSV, safe to open in a spreadsheet.',
    query: nothing,
    body: nothing,
    output: z.string(),
    file: 'text/csv',
  },
  setPersonRole: {
    method: 'PUT',
    path: '/api/v1/people/:id/role',
    may: 'own',
    summary: 'Makes a person an administrator, or an ordinary person (null).',
    query: nothing,
    body: z.strictObject({ role: adminRole.nullable() }),
    output: person,
    fresh: true,
  },
  sendResetLink: {
    method: 'POST',
    path: '/api/v1/people/:id/reset-link',
    may: 'support',
    summary: 'Makes a one-time link with which the person sets a new password.',
    query: nothing,
    body: nothing,
    output: oneTimeLink,
  },
  unlockPerson: {
    method: 'POST',
    path: '/api/v1/people/:id/unlock',
    may: 'support',
    summary: 'Lifts the lock after failed sign-ins.',
    query: nothing,
    body: nothing,
    output: done,
  },
  listPersonGroups: {
    method: 'GET',
    path: '/api/v1/people/:id/groups',
    may: 'read',
    summary: 'The groups of a person.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(groupRef) }),
  },
  setPersonGroups: {
    method: 'PUT',
    path: '/api/v1/people/:id/groups',
    may: 'manage',
    summary: 'Sets the groups of a person.',
    query: nothing,
    body: z.strictObject({ groupIds: z.array(id).max(500) }),
    output: z.object({ items: z.array(groupRef) }),
  },
  listPersonApplications: {
    method: 'GET',
    path: '/api/v1/people/:id/applications',
    may: 'read',
    summary: 'What a person may open, and through which groups.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(applicationRef) }),
  },
  listPersonFactors: {
    method: 'GET',
    path: '/api/v1/people/:id/factors',
    may: 'read',
    summary: 'The second factors of a person.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(factor) }),
  },
  removePersonFactor: {
    method: 'DELETE',
    path: '/api/v1/people/:id/factors/:factorId',
    may: 'support',
    summary: 'Removes a second factor, for a person who lost it.',
    query: nothing,
    body: nothing,
    output: done,
    fresh: true,
  },
  listPersonSessions: {
    method: 'GET',
    path: '/api/v1/people/:id/sessions',
    may: 'read',
    summary: 'Where a person is signed in.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(sessionRow) }),
  },
  endPersonSessions: {
    method: 'POST',
    path: '/api/v1/people/:id/sessions/end',
    may: 'support',
    summary: 'Ends one session of a person, or all of them.',
    query: nothing,
    body: z.strictObject({ sessionId: id.optional() }),
    output: z.object({ ended: z.number().int() }),
  },
} as const satisfies Record<string, Endpoint>;

export type Person = z.output<typeof person>;
export type PersonRow = z.output<typeof personRow>;
export type PersonDetail = z.output<typeof personDetail>;
export type AdminRole = z.output<typeof adminRole>;
export type Factor = z.output<typeof factor>;
export type SessionRow = z.output<typeof sessionRow>;
