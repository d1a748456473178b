// The areas of the Admin Portal, for the sidebar and the command palette.
import { Activity, House, KeyRound, LayoutGrid, ListTree, Route, Settings, User, Users } from 'lucide-react';
import { paths } from '../paths.ts';
import type { NavSection } from '../ui/layout/sidebar.tsx';

const AREAS: readonly NavSection[] = [
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
];
/** Of the local AWS; its pages are at home in `src/console/`. */
const AWS_CONSOLE: NavSection = {
  label: 'AWS console',
  items: [{ label: 'Identity providers', href: paths.iamProviders(), icon: KeyRound }],
};
const ORGANISATION: NavSection = {
  label: 'Organisation',
  items: [{ label: 'Settings', href: paths.settings(), icon: Settings }],
};

/** The console only where there is an AWS for it. */
export function areasOf({ hasAwsConsole }: { readonly hasAwsConsole: boolean }): readonly NavSection[] {
  return [...AREAS, ...(hasAwsConsole ? [AWS_CONSOLE] : []), ORGANISATION];
}

/** From the admin to the own applications, and to what one did there. */
export const PORTAL_LINKS = [
  { label: 'Your applications', href: paths.portal(), icon: LayoutGrid },
  { label: 'Your activity', href: paths.activity(), icon: Activity },
] as const;
