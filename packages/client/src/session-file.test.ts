import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Secret } from '@keyshift/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteSession, findSession, type SignedIn, writeSession } from './index.ts';

const EXPIRES_AT = new Date('2026-01-01T12:00:00Z');
const signedIn: SignedIn = {
  person: 'alice',
  login: { roleArn: 'arn:role', providerArn: 'arn:provider', dbUser: 'alice', dbGroups: ['sales'], autoCreate: true },
  role: {
    accessKeyId: 'ASIA1',
    secretAccessKey: new Secret('secret'),
    sessionToken: new Secret('token'),
    expiresAt: EXPIRES_AT,
    assumedRoleArn: 'arn:assumed',
  },
};

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'keyshift-session-')), 'client', 'session.json');
});
afterEach(() => rmSync(dirname(dirname(file)), { recursive: true }));

const at = (offsetSeconds: number) => () => new Date(EXPIRES_AT.getTime() + offsetSeconds * 1000);

describe('session file', () => {
  it('gives back what was written, secrets included, until shortly before expiry', async () => {
    await writeSession(file, signedIn);
    const found = await findSession(file, at(-61));
    expect(found).toEqual(signedIn);
    expect(found?.role.secretAccessKey.reveal()).toBe('secret');
    expect(found?.role.sessionToken.reveal()).toBe('token');
    expect(await findSession(file, at(-60))).toBeUndefined();
  });

  it('is readable by its owner only and leaves no temporary file', async () => {
    await writeSession(file, signedIn);
    await writeSession(file, signedIn);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(file))).toEqual(['session.json']);
  });

  it('is absent when it is deleted, foreign or damaged', async () => {
    expect(await findSession(file, at(-100))).toBeUndefined();
    await writeSession(file, signedIn);
    for (const text of ['{', '{"version":2}']) {
      writeFileSync(file, text);
      expect(await findSession(file, at(-100))).toBeUndefined();
    }
    expect(await deleteSession(file)).toBe(true);
    expect(await deleteSession(file)).toBe(false);
  });
});
