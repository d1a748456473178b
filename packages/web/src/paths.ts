// Every address of the portals by name; pages and kit never spell one out.

const id = (value: string) => encodeURIComponent(value);
const tab = (base: string, name: string | undefined) => (name === undefined ? base : `${base}/${name}`);

export type UserTab = 'details' | 'groups' | 'apps' | 'security' | 'activity';
export type GroupTab = 'details' | 'members' | 'apps' | 'aws-access';
export type AppTab = 'general' | 'sso' | 'groups' | 'preview' | 'activity';
export type RolloutStep = 'application' | 'mapping' | 'review' | 'apply' | 'verify';
export type SettingsTab = 'organisation' | 'branding' | 'sign-in' | 'administrators' | 'api-keys' | 'mail';

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
  userImport: () => '/admin/users/import',
  groups: () => '/admin/groups',
  group: (group: string, name?: GroupTab) => tab(`/admin/groups/${id(group)}`, name),
  apps: () => '/admin/applications',
  appNew: () => '/admin/applications/new',
  app: (app: string, name?: AppTab) => tab(`/admin/applications/${id(app)}`, name),
  /** Served by the identity provider: the document to give to the other side, as a file. */
  metadataFile: (ssoPath: string) => `/saml2/${id(ssoPath)}/metadata?download`,
  policies: () => '/admin/policies',
  certificates: () => '/admin/certificates',
  rollouts: () => '/admin/rollouts',
  rolloutNew: () => '/admin/rollouts/new',
  rollout: (rollout: string, step?: RolloutStep) => tab(`/admin/rollouts/${id(rollout)}`, step),
  traces: () => '/admin/traces',
  trace: (trace: string) => `/admin/traces/${id(trace)}`,
  audit: () => '/admin/audit',
  settings: (name?: SettingsTab) => tab('/admin/settings', name),
} as const;
