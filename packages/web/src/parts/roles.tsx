// States and roles of people, in words and as badges.
import { type AdminRole, PERSON_STATES, type Person } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '../ui/feedback/badge.tsx';

type PersonState = Person['state'];

const STATES: Record<PersonState, { label: string; tone: BadgeTone; detail: string }> = {
  staged: { label: 'Staged', tone: 'warn', detail: 'Has not set a password yet' },
  active: { label: 'Active', tone: 'ok', detail: 'May sign in' },
  suspended: { label: 'Suspended', tone: 'bad', detail: 'Cannot sign in' },
};
export const STATE_OPTIONS = PERSON_STATES.map((id) => ({ id, label: STATES[id].label }));

export const ROLES: Record<AdminRole, { label: string; detail: string }> = {
  owner: { label: 'Owner', detail: 'Everything, settings and roles included' },
  admin: { label: 'Administrator', detail: 'People, groups, applications and API keys' },
  help_desk: { label: 'Help desk', detail: 'Looks at everything; unlocks people, ends sessions, gives password links' },
  read_only: { label: 'Read only', detail: 'Looks at everything, changes nothing' },
};

export function StateBadge({ state }: { state: PersonState }): ReactNode {
  return <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>;
}

/** Nothing for ordinary people. */
export function RoleBadge({ role }: { role: AdminRole | null }): ReactNode {
  return role === null ? null : <Badge>{ROLES[role].label}</Badge>;
}
