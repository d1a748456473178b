// Settings: flags over environment over defaults, checked all at once. The only place that reads the environment.
import { resolve } from 'node:path';
import { type Finding, nearestName, Secret } from '@keyshift/base';
import { cliErrors } from './errors.ts';

export type Settings = {
  /** Absolute path of the data directory. */
  readonly data: string;
  readonly webPort: number;
  readonly awsPort: number;
  /** Overrides the demo's cluster port. */
  readonly clusterPort: number;
  /** Where the client listens for the browser; the demo's ACS address follows it. */
  readonly listenPort: number;
  /** The admin API of another installation; the running one of the data directory unless told. */
  readonly apiUrl?: string | undefined;
  readonly apiKey?: Secret | undefined;
  readonly caFile?: string | undefined;
};

type SettingName = keyof typeof DEFAULTS;

const VARIABLE: Readonly<Record<SettingName, string>> = {
  data: 'KEYSHIFT_DATA',
  webPort: 'KEYSHIFT_WEB_PORT',
  awsPort: 'KEYSHIFT_AWS_PORT',
  clusterPort: 'KEYSHIFT_CLUSTER_PORT',
  listenPort: 'KEYSHIFT_LISTEN_PORT',
};

const DEFAULTS = {
  data: '.keyshift',
  webPort: '8443',
  awsPort: '4566',
  clusterPort: '5439',
  listenPort: '7890',
} as const;
// Only from the environment: a key in an argument would show in every process list.
const API_VARIABLES = { url: 'KEYSHIFT_API_URL', key: 'KEYSHIFT_API_KEY', ca: 'KEYSHIFT_CA_FILE' } as const;

export type Environment = {
  readonly keyshift: Readonly<Record<string, string>>;
  /** A program to open instead of the system's browser. */
  readonly browser: string | undefined;
};

/** Reads what Keyshift uses of the environment, as plain strings. */
export function readEnvironment(): Environment {
  const entries = Object.entries(process.env).filter(([name, value]) => name.startsWith('KEYSHIFT_') && value !== '');
  return {
    keyshift: Object.fromEntries(entries.map(([name, value]) => [name, value ?? ''])),
    browser: process.env['BROWSER'] === '' ? undefined : process.env['BROWSER'],
  };
}

/** Throws `cli.settings_invalid` with every problem. */
export function parseSettings(
  flags: Readonly<Partial<Record<SettingName, string>>>,
  environment: Readonly<Record<string, string>>,
): Settings {
  const text = (name: SettingName) => flags[name] ?? environment[VARIABLE[name]] ?? DEFAULTS[name];
  const ports = (['webPort', 'awsPort', 'clusterPort', 'listenPort'] as const).map((name) => ({
    name,
    text: text(name),
  }));
  const findings = [
    ...unknownVariables(environment),
    ...ports.filter(({ text: port }) => !isPort(port)).map(({ name, text: port }) => badPort(name, port)),
  ];
  if (findings.length > 0) throw cliErrors.settingsInvalid({ findings });
  const key = environment[API_VARIABLES.key];
  return {
    data: resolve(text('data')),
    webPort: Number(text('webPort')),
    awsPort: Number(text('awsPort')),
    clusterPort: Number(text('clusterPort')),
    listenPort: Number(text('listenPort')),
    apiUrl: environment[API_VARIABLES.url],
    apiKey: key === undefined ? undefined : new Secret(key),
    caFile: environment[API_VARIABLES.ca],
  };
}

function unknownVariables(environment: Readonly<Record<string, string>>): Finding[] {
  const known: string[] = [...Object.values(VARIABLE), ...Object.values(API_VARIABLES)];
  return Object.keys(environment)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      const fix = nearest === undefined ? `unset ${name}` : `did you mean ${nearest}?`;
      return finding(name, 'is not a setting of Keyshift', fix);
    });
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function badPort(name: SettingName, text: string): Finding {
  return finding(VARIABLE[name], `${text} is not a port`, 'use a number from 1 to 65535');
}

function finding(where: string, why: string, fix: string): Finding {
  return { level: 'error', code: 'cli.settings', what: 'a setting is not usable', where, why, fix };
}
