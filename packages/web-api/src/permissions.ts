// Which administrator may do what: one table for server, pages and documentation.
import type { Permission } from './endpoint.ts';
import type { AdminRole } from './people.ts';

const ROLE_PERMISSIONS: Readonly<Record<AdminRole, readonly Permission[]>> = {
  read_only: ['self', 'read'],
  help_desk: ['self', 'read', 'support'],
  admin: ['self', 'read', 'support', 'manage'],
  owner: ['self', 'read', 'support', 'manage', 'own'],
};

/** What a role may do; a person without a role has only their own things. */
export function permissionsOf(role: AdminRole | null): readonly Permission[] {
  return role === null ? ['self'] : ROLE_PERMISSIONS[role];
}

export function isPermitted(role: AdminRole | null, permission: Permission): boolean {
  return permissionsOf(role).includes(permission);
}
