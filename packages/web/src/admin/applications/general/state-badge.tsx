// Whether people can sign in to an application now.
import type { ReactNode } from 'react';
import { Badge } from '../../../ui/feedback/badge.tsx';

export function StateBadge({ state }: { state: 'active' | 'inactive' }): ReactNode {
  return state === 'active' ? <Badge tone="ok">Active</Badge> : <Badge>Inactive</Badge>;
}
