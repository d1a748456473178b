// Objects as commands of the command line: what it would take to see them there, or to make them as they are.
import { type ApplicationDetail, endpoints, type Group, type PersonDetail } from '@keyshift/web-api';
import type { Result } from '../../api/endpoints.ts';

export type CliCommand = { readonly label: string; readonly command: string };

const CONTINUED = ' \\\n  ';

/** A word for a POSIX shell; secrets have no place in one, for arguments show in every list of processes. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function keyshift(...words: readonly string[]): string {
  return ['npx keyshift', ...words.map(quote)].join(' ');
}

/** One option a line, where there are many. */
function withOptions(start: string, options: readonly string[]): string {
  return [start, ...options].join(options.length > 2 ? CONTINUED : ' ');
}

export function userCommands(person: PersonDetail, groups: Result<'listPersonGroups'>['items']): readonly CliCommand[] {
  const { username, displayName, email, state, profile, custom } = person;
  const fields = [
    ...Object.entries(profile).flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])),
    ...Object.entries(custom).map(([name, value]) => `custom.${name}=${value}`),
  ];
  const update = withOptions(keyshift('user', 'update', username), [
    `--name ${quote(displayName)}`,
    `--email ${quote(email)}`,
    `--state ${state}`,
    ...fields.map((field) => `--set ${quote(field)}`),
  ]);
  return [
    { label: 'Show', command: keyshift('user', 'show', username) },
    { label: 'Fields as they are', command: update },
    ...(groups.length === 0
      ? []
      : [
          {
            label: 'Groups as they are',
            command: groups.map(({ name }) => keyshift('group', 'add', name, username)).join('\n'),
          },
        ]),
    { label: 'Make a link to set the password', command: keyshift('user', 'reset-link', username) },
  ];
}

export function groupCommands(
  { name }: Group,
  o: {
    /** All of them; undefined if there are too many to name. */
    members: readonly string[] | undefined;
    applications: Result<'listGroupApplications'>['items'];
  },
): readonly CliCommand[] {
  const grants = o.applications.filter(({ isEntitled }) => isEntitled);
  const { members = [] } = o;
  return [
    { label: 'Show', command: keyshift('group', 'show', name) },
    ...(members.length === 0
      ? []
      : [{ label: 'Users as they are', command: keyshift('group', 'add', name, ...members) }]),
    ...(grants.length === 0
      ? []
      : [
          {
            label: 'Applications as they are',
            command: grants.map(({ name: application, roleArn }) => grant(application, name, roleArn)).join('\n'),
          },
        ]),
  ];
}

export function applicationCommands(
  application: ApplicationDetail,
  groups: Result<'listApplicationGroups'>['items'],
): readonly CliCommand[] {
  const { name, kind } = application;
  const grants = groups.filter(({ isEntitled }) => isEntitled);
  return [
    { label: 'Show', command: keyshift('app', 'show', name) },
    { label: 'Export as file', command: `${keyshift('app', 'export', name)} > ${quote(`keyshift-${name}.json`)}` },
    {
      label: 'Settings as they are',
      command: withOptions(keyshift('app', 'set', name), settingsOf(application)),
    },
    ...(grants.length === 0
      ? []
      : [
          {
            label: 'Groups as they are',
            command: grants.map(({ groupName, roleArn }) => grant(name, groupName, roleArn)).join('\n'),
          },
        ]),
    ...(kind === 'saml' ? [{ label: 'Certificates', command: keyshift('app', 'certificates', name) }] : []),
  ];
}

function grant(application: string, group: string, roleArn: string | null): string {
  return keyshift('app', 'grant', application, group, ...(roleArn === null ? [] : ['--role-arn', roleArn]));
}

const SETTINGS = Object.keys(
  endpoints.updateApplication.body.shape,
) as (keyof typeof endpoints.updateApplication.body.shape)[];
/** A bookmark has no others. */
const FOR_BOOKMARKS: readonly string[] = ['label', 'description', 'colour', 'showInPortal', 'bookmarkUrl'];

function settingsOf(application: ApplicationDetail): string[] {
  const isShown = (name: string) =>
    application.kind === 'bookmark' ? FOR_BOOKMARKS.includes(name) : name !== 'bookmarkUrl';
  return SETTINGS.filter(isShown).map((name) => `${name}=${quote(settingText(application[name]))}`);
}

/** As `app set` reads it: JSON, or words that are none. */
function settingText(value: unknown): string {
  return typeof value === 'string' && !isJson(value) ? value : JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
