// `keyshift whoami`: the person, role, DB user, DB groups and expiry of the kept sign-in.
import { findSession, type SignedIn } from '@keyshift/client';
import { dataFolder } from '../data/folder.ts';
import { cliErrors } from '../errors.ts';
import type { CommandSpec } from './command.ts';

export const whoamiCommand: CommandSpec = {
  name: 'whoami',
  summary: 'show who is signed in: person, role, DB user, DB groups, expiry',
  example: 'npx keyshift whoami --json',
  options: [{ flags: '--json', description: 'print JSON' }],
  async run({ settings, terminal, now }, options) {
    const signedIn = await findSession(dataFolder(settings.data).session, now);
    if (signedIn === undefined) throw cliErrors.notSignedIn();
    terminal.out(options['json'] === true ? JSON.stringify(signInToJson(signedIn)) : describeSignIn(signedIn));
  },
};

export type SignInJson = {
  readonly person: string;
  readonly dbUser: string;
  readonly dbGroups: readonly string[];
  readonly roleArn: string;
  readonly assumedRoleArn: string;
  readonly expiresAt: string;
};

export function signInToJson({ person, login, role }: SignedIn): SignInJson {
  return {
    person,
    dbUser: login.dbUser,
    dbGroups: login.dbGroups,
    roleArn: login.roleArn,
    assumedRoleArn: role.assumedRoleArn,
    expiresAt: role.expiresAt.toISOString(),
  };
}

export function describeSignIn(signedIn: SignedIn): string {
  const { person, dbUser, dbGroups, roleArn, expiresAt } = signInToJson(signedIn);
  const lines = { person, 'DB user': dbUser, 'DB groups': dbGroups.join(', ') || '–', role: roleArn, until: expiresAt };
  return Object.entries(lines)
    .map(([name, value]) => `${name.padEnd(10)} ${value}`)
    .join('\n');
}
