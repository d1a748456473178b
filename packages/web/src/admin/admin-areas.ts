// The areas of the Admin Portal, for the sidebar and the command palette.
import { Activity, House, LayoutGrid, ListTree, Route, Settings, User, Users } from 'lucide-react';
import { paths } from '../paths.ts';
import type { NavSection } from '../ui/layout/sidebar.tsx';

export const ADMIN_AREAS: readonly NavSection[] = [
  { items: [{ label: 'Overview', href: paths.overview(), icon: House, isExact: true }] },
  {
    label: 'Directory',
    items: [
      { label: 'Users', href: paths.users(), icon: User },
      { label: 'Groups', href: paths.groups(), icon: Users },
    ],
  },
  {
    label: 'Access',
    items: [{ label: 'SSO applications', href: paths.apps(), icon: LayoutGrid }],
  },
  {
    label: 'Monitor',
    items: [
      { label: 'Login traces', href: paths.traces(), icon: Route },
      { label: 'Audit log', href: paths.audit(), icon: ListTree },
    ],
  },
  { label: 'Organisation', items: [{ label: 'Settings', href: paths.settings(), icon: Settings }] },
];

/** From the admin to the own applications, and to what one did there. */
export const PORTAL_LINKS = [
  { label: 'Your applications', href: paths.portal(), icon: LayoutGrid },
  { label: 'Your activity', href: paths.activity(), icon: Activity },
] as const;
