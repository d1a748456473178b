import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadOrCreateSecrets } from './secrets.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keyshift-secrets-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('secrets', () => {
  it('are random, kept, and in a file only the owner reads', async () => {
    const file = join(directory, 'secrets.json');
    const first = await loadOrCreateSecrets(file, randomBytes);
    const password = await first.passwordFor('alice');
    const second = await loadOrCreateSecrets(file, randomBytes);
    expect((await second.passwordFor('alice')).reveal()).toBe(password.reveal());
    expect(second.sealingKey.reveal()).toBe(first.sealingKey.reveal());
    expect(second.knownPeople()).toEqual(['alice']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const other = await loadOrCreateSecrets(join(directory, 'other.json'), randomBytes);
    expect(other.masterPassword.reveal()).not.toBe(first.masterPassword.reveal());
  });

  it('have the forms their users ask for', async () => {
    const secrets = await loadOrCreateSecrets(join(directory, 'secrets.json'), randomBytes);
    expect(secrets.sealingKey.reveal()).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets.rootCredentials.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(secrets.masterPassword.reveal()).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\x21-\x7e]{8,64}$/);
    expect((await secrets.passwordFor('alice')).reveal()).toMatch(/^(\w{4}-){3}\w{4}$/);
  });
});
