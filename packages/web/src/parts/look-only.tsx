// Tells people why they can only look, and makes the fields of a form follow.
import type { Permission } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useMay, useSession } from '../api/session.ts';
import { Banner } from '../ui/feedback/banner.tsx';
import { ROLES } from './roles.tsx';

const WHO: Partial<Record<Permission, string>> = {
  support: 'Help desk, administrators and owners may.',
  manage: 'Administrators and owners may.',
  own: 'Only owners may.',
};

/** Nothing for who may change this. */
export function LookOnly({ need }: { need: Permission }): ReactNode {
  const may = useMay(need);
  const { data: session } = useSession();
  if (may || session === undefined || session.role === null) return null;
  return (
    <Banner tone="info" title="You can look here, but not change anything">
      Your role is {ROLES[session.role].label}. {WHO[need]}
    </Banner>
  );
}

/** Fields inside cannot be changed by who may only look. */
export function EditableFields({ need, children }: { need: Permission; children: ReactNode }): ReactNode {
  const may = useMay(need);
  return (
    <fieldset disabled={!may} className="contents">
      {children}
    </fieldset>
  );
}
