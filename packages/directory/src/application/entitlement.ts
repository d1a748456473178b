// Who may use an application, and as what: implicit deny, the first entitlement by position picks the role.
import { checkFields } from '../field-rules.ts';

export type Entitlement = { groupId: string; groupName: string; roleArn: string | null; position: number };
export type Membership = { groupId: string; groupName: string };
export type EntitlementDecision =
  | { allowed: true; roleArn: string | null; groupName: string; dbGroups: readonly string[] }
  | { allowed: false; reason: 'no_group_entitled' | 'not_in_group' };

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

/** `at` is the place of one in the input that has several. Throws `directory.invalid` with every mistake at once. */
export function checkRoleArns(roles: readonly { readonly at: string; readonly roleArn: string | null }[]): void {
  checkFields(
    'authorisation',
    roles.map(({ at, roleArn }) => ({
      field: at,
      holds: roleArn === null || ROLE_ARN.test(roleArn),
      why: 'it is not the ARN of an IAM role',
      fix: 'copy it from IAM: "arn:aws:iam::123456789012:role/redshift-sso"',
    })),
  );
}

/**
 * The database groups are all the person's groups whose entitlement has the picked role: one role per entitlement set
 * keeps groups that a client names by itself honest.
 */
export function decideEntitlement(
  memberships: readonly Membership[],
  entitlements: readonly Entitlement[],
): EntitlementDecision {
  if (entitlements.length === 0) return { allowed: false, reason: 'no_group_entitled' };
  const mine = new Set(memberships.map((one) => one.groupId));
  const usable = entitlements
    .filter((one) => mine.has(one.groupId))
    .sort((a, b) => a.position - b.position || (a.groupName < b.groupName ? -1 : 1));
  const [first] = usable;
  if (first === undefined) return { allowed: false, reason: 'not_in_group' };
  const dbGroups = usable.filter((one) => one.roleArn === first.roleArn).map((one) => one.groupName);
  return { allowed: true, roleArn: first.roleArn, groupName: first.groupName, dbGroups };
}
