// Keeps a sign-in between commands, in a file only its owner can read.
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Now, Secret } from '@keyshift/base';
import { RENEW_BEFORE_SECONDS } from './constants.ts';
import type { SignedIn } from './sign-in.ts';

type Stored = {
  readonly version: 1;
  readonly person: string;
  readonly login: SignedIn['login'];
  readonly role: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiresAt: string;
    readonly assumedRoleArn: string;
  };
};

/** Writes atomically with mode 0600; its folder is made with 0700. */
export async function writeSession(file: string, signedIn: SignedIn): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await chmod(dirname(file), 0o700);
  const temporary = `${file}.${process.pid}.new`;
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify(toStored(signedIn)));
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** The stored sign-in, unless there is none, it is unreadable, or it is about to expire. */
export async function findSession(file: string, now: Now): Promise<SignedIn | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const stored = parseStored(text);
  if (stored === undefined) return undefined;
  const signedIn = fromStored(stored);
  const renewAt = signedIn.role.expiresAt.getTime() - RENEW_BEFORE_SECONDS * 1000;
  return now().getTime() < renewAt ? signedIn : undefined;
}

/** Forgets the sign-in; true if there was one. */
export async function deleteSession(file: string): Promise<boolean> {
  return rm(file).then(
    () => true,
    () => false,
  );
}

function parseStored(text: string): Stored | undefined {
  try {
    const value = JSON.parse(text) as Stored;
    return value.version === 1 ? value : undefined;
  } catch {
    return undefined;
  }
}

function toStored({ person, login, role }: SignedIn): Stored {
  return {
    version: 1,
    person,
    login,
    role: {
      accessKeyId: role.accessKeyId,
      secretAccessKey: role.secretAccessKey.reveal(),
      sessionToken: role.sessionToken.reveal(),
      expiresAt: role.expiresAt.toISOString(),
      assumedRoleArn: role.assumedRoleArn,
    },
  };
}

function fromStored({ person, login, role }: Stored): SignedIn {
  return {
    person,
    login,
    role: {
      ...role,
      secretAccessKey: new Secret(role.secretAccessKey),
      sessionToken: new Secret(role.sessionToken),
      expiresAt: new Date(role.expiresAt),
    },
  };
}
