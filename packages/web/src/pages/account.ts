// The account menu of whoever is signed in.
import type { Session } from '../api/session.ts';
import { paths } from '../paths.ts';
import type { Account } from '../ui/layout/account-menu.tsx';

/** `place` is the portal that shows it; the menu leads to the other one. */
export function accountOf({ person, role }: Session, place: 'admin' | 'portal'): Account {
  const other =
    place === 'admin'
      ? [{ id: 'portal', label: 'Your applications', href: paths.portal() }]
      : [
          { id: 'profile', label: 'Profile', href: paths.profile() },
          { id: 'security', label: 'Security', href: paths.security() },
          ...(role !== null ? [{ id: 'admin', label: 'Admin Portal', href: paths.overview() }] : []),
        ];
  return {
    name: person.displayName,
    items: [...other, 'separator', { id: 'logout', label: 'Sign out', href: paths.logout() }],
  };
}
