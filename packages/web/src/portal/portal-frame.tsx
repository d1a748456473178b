// Around every page of the User Portal.
import { Outlet } from '@tanstack/react-router';
import { Activity, LayoutGrid, ShieldCheck, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.ts';
import { accountOf } from '../pages/account.ts';
import { paths } from '../paths.ts';
import { PlainShell } from '../ui/layout/plain-shell.tsx';
import type { NavItem } from '../ui/layout/sidebar.tsx';
import { usePath } from '../url.ts';

const ITEMS: readonly NavItem[] = [
  { label: 'Applications', href: paths.portal(), icon: LayoutGrid, isExact: true },
  { label: 'Profile', href: paths.profile(), icon: UserRound },
  { label: 'Security', href: paths.security(), icon: ShieldCheck },
  { label: 'Activity', href: paths.activity(), icon: Activity },
];

export function PortalFrame(): ReactNode {
  const path = usePath();
  const { data: session } = useSession();
  return (
    <PlainShell
      home={paths.portal()}
      items={ITEMS}
      path={path}
      {...(session === undefined ? {} : { account: accountOf(session, 'portal') })}
    >
      <Outlet />
    </PlainShell>
  );
}
