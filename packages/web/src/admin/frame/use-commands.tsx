// What the command palette offers: areas, things to do, and the objects whose names match what is typed.
import { LayoutGrid, Plus, Upload, User, Users } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { type Result, useEndpoint } from '../../api/endpoints.ts';
import { useMay } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import type { NavSection } from '../../ui/layout/sidebar.tsx';
import type { Command } from '../../ui/overlay/command-palette.tsx';
import { PORTAL_LINKS } from '../admin-areas.ts';

type Found = Result<'search'>['items'][number];

/** What these areas are called in other products and older guides. */
const KEYWORDS: Readonly<Record<string, string>> = {
  [paths.overview()]: 'home dashboard',
  [paths.users()]: 'people user management directory',
  [paths.groups()]: 'user groups',
  [paths.apps()]: 'access saml service provider',
  [paths.traces()]: 'sign-ins failures insights',
  [paths.audit()]: 'events history insights',
  [paths.iamProviders()]: 'aws console iam saml provider arn trust',
  [paths.settings()]: 'organisation password policy mfa smtp administrators',
};
function placesOf(areas: readonly NavSection[]): readonly Command[] {
  return [...areas.flatMap((area) => area.items), ...PORTAL_LINKS].map(({ label, href, icon: Icon }) => ({
    id: href,
    label,
    href,
    section: 'Go to',
    icon: <Icon aria-hidden />,
    keywords: KEYWORDS[href] ?? '',
  }));
}
const SETTINGS: readonly Command[] = [
  { label: 'Sign-in settings', href: paths.settings('sign-in'), keywords: 'password policy mfa lockout session' },
  { label: 'Administrators', href: paths.settings('administrators'), keywords: 'roles' },
  { label: 'API keys', href: paths.settings('api-keys'), keywords: 'token' },
  { label: 'Mail settings', href: paths.settings('mail'), keywords: 'smtp' },
].map((one) => ({ ...one, id: one.href, section: 'Go to' }));
const ACTIONS: readonly Command[] = [
  { label: 'Add user', href: paths.userNew(), icon: <Plus aria-hidden />, keywords: 'create new person' },
  { label: 'Import users from CSV', href: paths.userImport(), icon: <Upload aria-hidden />, keywords: 'bulk' },
  { label: 'Add group', href: paths.groupNew(), icon: <Plus aria-hidden />, keywords: 'create new' },
  { label: 'Add application', href: paths.appNew(), icon: <Plus aria-hidden />, keywords: 'create new redshift' },
  {
    label: 'Create identity provider',
    href: paths.iamProviderNew(),
    icon: <Plus aria-hidden />,
    keywords: 'aws iam saml',
  },
  { label: 'Import application', href: paths.appImport(), icon: <Upload aria-hidden />, keywords: 'file json restore' },
].map((one) => ({ ...one, id: `do ${one.href}`, section: 'Do' }));

const KINDS = {
  person: { section: 'Users', icon: <User aria-hidden />, href: (id: string) => paths.user(id) },
  group: { section: 'Groups', icon: <Users aria-hidden />, href: (id: string) => paths.group(id) },
  application: { section: 'Applications', icon: <LayoutGrid aria-hidden />, href: (id: string) => paths.app(id) },
} as const;

function commandOf({ kind, id, title, subtitle }: Found, text: string): Command {
  const { section, icon, href } = KINDS[kind];
  // The server has matched it already, perhaps by a word that is not in its title.
  return { id: `${kind} ${id}`, label: title, detail: subtitle, section, icon, href: href(id), keywords: text };
}

export function useCommands({ isOpen, areas }: { isOpen: boolean; areas: readonly NavSection[] }): {
  commands: readonly Command[];
  onQuery: (text: string) => void;
} {
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const isAsking = isOpen && query !== '';
  const found = useEndpoint('search', { query: { q: query === '' ? '-' : query } }, { enabled: isAsking });
  const mayManage = useMay('manage');
  const objects = isAsking ? (found.data?.items ?? []).map((item) => commandOf(item, text)) : [];
  // Nothing of an area that is not there.
  const hasAwsConsole = areas.some(({ items }) => items.some(({ href }) => href === paths.iamProviders()));
  const actions = ACTIONS.filter(({ href }) => hasAwsConsole || href !== paths.iamProviderNew());
  const commands = [...objects, ...placesOf(areas), ...SETTINGS, ...(mayManage ? actions : [])];
  return { commands, onQuery: setText };
}
