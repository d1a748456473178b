// Groups: members and applications, from the group's side.
import { z } from 'zod';
import { done, id, nothing, pageOf, pageQuery, version } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import { personRow } from './people.ts';

const group = z.object({
  id,
  /** Equals the database group's name where a warehouse is behind it. */
  name: z.string(),
  description: z.string(),
  memberCount: z.number().int(),
  applicationCount: z.number().int(),
  version,
  createdAt: z.string(),
});
const groupInput = z.strictObject({
  name: z.string().max(512),
  description: z.string().max(2_000).optional(),
  personIds: z.array(id).max(1_000).optional(),
});
const groupApplication = z.object({
  applicationId: id,
  name: z.string(),
  label: z.string(),
  isEntitled: z.boolean(),
  roleArn: z.string().nullable(),
});

export const groupEndpoints = {
  listGroups: {
    method: 'GET',
    path: '/api/v1/groups',
    may: 'read',
    summary: 'Finds groups, a page at a time.',
    query: z.strictObject({ ...pageQuery, direction: z.enum(['asc', 'desc']).default('asc') }),
    body: nothing,
    output: pageOf(group),
  },
  createGroup: {
    method: 'POST',
    path: '/api/v1/groups',
    may: 'manage',
    summary: 'Creates a group, with members if told.',
    query: nothing,
    body: groupInput,
    output: group,
  },
  getGroup: {
    method: 'GET',
    path: '/api/v1/groups/:id',
    may: 'read',
    summary: 'One group.',
    query: nothing,
    body: nothing,
    output: group,
  },
  updateGroup: {
    method: 'PATCH',
    path: '/api/v1/groups/:id',
    may: 'manage',
    summary: 'Renames or describes a group.',
    query: nothing,
    body: groupInput.omit({ personIds: true }).partial(),
    output: group,
    etag: true,
  },
  deleteGroups: {
    method: 'POST',
    path: '/api/v1/groups/delete',
    may: 'manage',
    summary: 'Deletes groups; `count` must be their number.',
    query: nothing,
    body: z.strictObject({ ids: z.array(id).min(1).max(200), count: z.number().int() }),
    output: z.object({ deleted: z.number().int() }),
  },
  listMembers: {
    method: 'GET',
    path: '/api/v1/groups/:id/members',
    may: 'read',
    summary: 'The members of a group, a page at a time.',
    query: z.strictObject(pageQuery),
    body: nothing,
    output: pageOf(personRow),
  },
  changeMembers: {
    method: 'POST',
    path: '/api/v1/groups/:id/members',
    may: 'manage',
    summary: 'Adds and removes members in one step.',
    query: nothing,
    body: z.strictObject({ add: z.array(id).max(1_000).default([]), remove: z.array(id).max(1_000).default([]) }),
    output: z.object({ added: z.number().int(), removed: z.number().int() }),
  },
  listGroupApplications: {
    method: 'GET',
    path: '/api/v1/groups/:id/applications',
    may: 'read',
    summary: 'All applications, and which of them the group may use.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(groupApplication) }),
  },
  entitleGroup: {
    method: 'PUT',
    path: '/api/v1/groups/:id/applications/:applicationId',
    may: 'manage',
    summary: 'Lets the group use an application, in an IAM role where the application needs one.',
    query: nothing,
    body: z.strictObject({ roleArn: z.string().max(700).nullable().default(null) }),
    output: done,
  },
  removeGroupApplication: {
    method: 'DELETE',
    path: '/api/v1/groups/:id/applications/:applicationId',
    may: 'manage',
    summary: 'Takes an application away from the group.',
    query: nothing,
    body: nothing,
    output: done,
  },
} as const satisfies Record<string, Endpoint>;

export type Group = z.output<typeof group>;
