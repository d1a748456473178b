// A role: how it is found and written into answers.
import type { XmlFields } from '@keyshift/aws-protocol';
import type { ActionDeps, Need } from '../../action/action.ts';
import type { Input } from '../../action/input.ts';
import { formatTags } from '../../action/tags.ts';
import type { Role } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { encodeDocument, iamFaults } from '../faults.ts';
import { ROLE_NAME } from '../names.ts';

export const MAX_TRUST_POLICY_SIZE = 2048;
export const MAX_ATTACHED = 10;
export const SESSION_DURATION = { min: 3600, max: 43_200 };

export function readRoleName(input: Input): string {
  return input.text('RoleName', ROLE_NAME);
}

export function roleArn(o: { path: string; name: string }, { accountId }: { accountId: string }): string {
  return `arn:aws:iam::${accountId}:role${o.path}${o.name}`;
}

/** Names are unique in any case of letters: a role is stored under its name in lower case. */
export function roleId(name: string): string {
  return name.toLowerCase();
}

async function findRole(store: ResourceStore, name: string): Promise<Role | undefined> {
  const role = await store.find('role', roleId(name));
  return role?.name === name ? role : undefined;
}

export async function getRole(store: ResourceStore, name: string): Promise<Role> {
  const role = await findRole(store, name);
  if (role === undefined) throw iamFaults.notFound('role', name);
  return role;
}

/** Actions name a role without its path, so policies are asked about the role at the root path. */
export function needsOfRole(name: string, deps: ActionDeps): readonly Need[] {
  return [{ resource: roleArn({ path: '/', name }, deps) }];
}

/** Changes a role while nobody else writes. */
export async function changeRole(deps: ActionDeps, name: string, edit: (role: Role) => Role): Promise<undefined> {
  await deps.store.exclusive(async (store) => {
    await store.replace('role', roleId(name), edit(await getRole(store, name)));
  });
}

export function formatRole(role: Role): XmlFields {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    Tags: role.tags.length === 0 ? undefined : { member: formatTags(role.tags) },
  };
}
