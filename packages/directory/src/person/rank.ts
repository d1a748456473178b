// Who may act on whom: nobody changes, resets or deletes an administrator with a higher role than their own.
import { directoryErrors } from '../errors.ts';
import { ADMIN_ROLES, type AdminRole } from './person-rules.ts';

function rankOf(role: AdminRole | null): number {
  return role === null ? ADMIN_ROLES.length : ADMIN_ROLES.indexOf(role);
}

/** Without this, a help desk could make itself an owner's reset link and become owner. */
export function mayActOn(actorRole: AdminRole | null, targetRole: AdminRole | null): boolean {
  return targetRole === null || rankOf(actorRole) <= rankOf(targetRole);
}

/** Throws `directory.outranked`. */
export function checkRank(actorRole: AdminRole | null, targetRole: AdminRole | null): void {
  if (!mayActOn(actorRole, targetRole)) throw directoryErrors.outranked();
}
