// Every address of the portals by name; pages and kit never spell one out.

const id = (value: string) => encodeURIComponent(value);
const tab = (base: string, name: string | undefined) => (name === undefined ? base : `${base}/${name}`);

export type UserTab = 'details' | 'groups' | 'apps' | 'security' | 'activity';
export type GroupTab = 'details' | 'members' | 'apps';
export type AppTab = 'general' | 'sso' | 'groups' | 'preview' | 'activity';
export type SettingsTab = 'organisation' | 'sign-in' | 'administrators' | 'api-keys' | 'mail';

export const paths = {
  /** Server-rendered: leave by a full navigation. `next` is where to come back to. */
  login: (next?: string) => (next === undefined ? '/login' : `/login?next=${encodeURIComponent(next)}`),
  logout: () => '/logout',

  portal: () => '/portal',
  portalApp: (app: string) => `/portal/apps/${id(app)}`,
  profile: () => '/portal/profile',
  security: () => '/portal/security',
  activity: () => '/portal/activity',

  overview: () => '/admin',
  users: () => '/admin/users',
  user: (user: string, name?: UserTab) => tab(`/admin/users/${id(user)}`, name),
  userNew: () => '/admin/users/new',
  userImport: () => '/admin/users/import',
  groups: () => '/admin/groups',
  groupNew: () => '/admin/groups/new',
  group: (group: string, name?: GroupTab) => tab(`/admin/groups/${id(group)}`, name),
  apps: () => '/admin/applications',
  appNew: () => '/admin/applications/new',
  appImport: () => '/admin/applications/import',
  app: (app: string, name?: AppTab) => tab(`/admin/applications/${id(app)}`, name),
  /** Served by the identity provider: the document to give to the other side, as a file. */
  metadataFile: (ssoPath: string) => `/saml2/${id(ssoPath)}/metadata?download`,
  traces: () => '/admin/traces',
  trace: (trace: string) => `/admin/traces/${id(trace)}`,
  audit: () => '/admin/audit',
  aws: () => '/aws',
  iamProviders: () => '/aws/iam/providers',
  iamProviderNew: () => '/aws/iam/providers/new',
  iamProvider: (name: string) => `/aws/iam/providers/${id(name)}`,
  settings: (name?: SettingsTab) => tab('/admin/settings', name),
} as const;
