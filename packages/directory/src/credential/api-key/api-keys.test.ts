import { Secret } from '@keyshift/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminRole, ApiScope, StoredPerson } from '../../index.ts';
import { startTestDirectory, type TestDirectory } from '../../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

let serial = 0;
async function newAdmin(role: AdminRole): Promise<StoredPerson> {
  serial += 1;
  const username = `keys${serial}`;
  return t.directory.people.create({ username, displayName: 'K', email: `${username}@example.com`, role }, 'system');
}
const pass = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1_000);
};
const ALLOWED: readonly ApiScope[] = ['read', 'support', 'manage'];
const make = (createdBy: string, more: object = {}) =>
  t.directory.apiKeys.create({
    name: 'Nightly',
    scopes: ['manage', 'read'],
    days: 90,
    createdBy,
    allowedScopes: ALLOWED,
    ...more,
  });
const lastUse = async (id: string) => (await t.directory.apiKeys.list()).find((key) => key.id === id)?.lastUsedAt;

describe('an API key', () => {
  it('is found by its secret, which is shown once and stored as a hash', async () => {
    const admin = await newAdmin('admin');
    const { key, secret } = await make(admin.id);
    expect(secret.reveal()).toMatch(/^ks_[0-9a-z]{24}_[0-9a-z]{52}$/);
    expect(key).toMatchObject({
      name: 'Nightly',
      scopes: ['read', 'manage'],
      createdBy: admin.id,
      state: 'active',
      lastUsedAt: null,
    });
    expect(await t.directory.apiKeys.find(secret)).toEqual({
      ...{ keyId: key.id, scopes: ['read', 'manage'], createdBy: admin.id, role: 'admin' },
    });
    const [row] = await t.database.query<{ text: string }>(
      'SELECT k::text AS text FROM directory.api_key k WHERE id = $1',
      [key.id],
    );
    const everything = JSON.stringify([row, await t.directory.apiKeys.list(), await t.directory.audit.list()]);
    expect(everything).not.toContain(secret.reveal().split('_')[2]);
    expect((await t.directory.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'api_key.created',
      target: key.id,
      summary: 'K made the API key Nightly',
    });
    await t.directory.groups.create({ name: 'made_by_key' }, `key:${key.id}`);
    expect((await t.directory.audit.list({ limit: 1 }))[0]?.summary).toBe(
      'API key Nightly created the group made_by_key',
    );
  });

  it('is no other text', async () => {
    const { secret } = await make((await newAdmin('admin')).id);
    const [, id = '', text = ''] = secret.reveal().split('_');
    const swapped = text.startsWith('0') ? `1${text.slice(1)}` : `0${text.slice(1)}`;
    for (const wrong of [
      '',
      `ks_${id}_${swapped}`,
      `ks_${'0'.repeat(24)}_${text}`,
      `${secret.reveal()}x`,
      'ks_\0_',
      text,
    ]) {
      expect(await t.directory.apiKeys.find(new Secret(wrong))).toBeUndefined();
    }
  });

  it('can do no more than who makes it: directory.scope_refused', async () => {
    const admin = await newAdmin('admin');
    await expect(make(admin.id, { scopes: ['read', 'own'] })).rejects.toMatchObject({
      code: 'directory.scope_refused',
      details: {},
      why: expect.stringContaining('own'),
    });
  });

  it.each([
    ['name', { name: ' ' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['root'] }],
    ['days', { days: 366 }],
    ['days', { days: 0 }],
  ])('has no wrong %s: directory.invalid', async (where, more) => {
    const admin = await newAdmin('admin');
    await expect(make(admin.id, more)).rejects.toMatchObject({
      code: 'directory.invalid',
      details: { findings: [{ where }] },
    });
    await expect(make('usr_x')).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('ends with its time, and when it is revoked', async () => {
    const admin = await newAdmin('admin');
    const [short, long] = [await make(admin.id, { days: 1 }), await make(admin.id)];
    pass(86_400);
    expect(await t.directory.apiKeys.find(short.secret)).toBeUndefined();
    expect(await t.directory.apiKeys.find(long.secret)).toBeDefined();
    await t.directory.apiKeys.revoke(long.key.id, 'usr_other');
    await t.directory.apiKeys.revoke(long.key.id, 'usr_other');
    expect(await t.directory.apiKeys.find(long.secret)).toBeUndefined();
    const states = (await t.directory.apiKeys.list()).filter(({ createdBy }) => createdBy === admin.id);
    expect(states.map(({ state }) => state).sort()).toEqual(['expired', 'revoked']);
    const log = (await t.directory.audit.list()).filter(
      ({ action, target }) => action === 'api_key.revoked' && target === long.key.id,
    );
    expect(log).toMatchObject([{ actor: 'usr_other', details: { name: 'Nightly' } }]);
    await expect(t.directory.apiKeys.revoke('key_x', 'system')).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('follows its maker: demoted, suspended, deleted', async () => {
    const admin = await newAdmin('admin');
    const { secret } = await make(admin.id);
    await t.directory.people.setRole(admin.id, 'read_only', 'system');
    expect(await t.directory.apiKeys.find(secret)).toMatchObject({ role: 'read_only' });
    await t.directory.people.setRole(admin.id, null, 'system');
    expect(await t.directory.apiKeys.find(secret)).toBeUndefined();
    await t.directory.people.setRole(admin.id, 'admin', 'system');
    await t.directory.people.setState(admin.id, 'suspended', 'system');
    expect(await t.directory.apiKeys.find(secret)).toBeUndefined();
    await t.directory.people.remove(admin.id, 'system');
    expect(await t.directory.apiKeys.find(secret)).toBeUndefined();
  });

  it('notes its use at most once a minute', async () => {
    const { key, secret } = await make((await newAdmin('admin')).id);
    const first = t.clock.now;
    await t.directory.apiKeys.find(secret);
    pass(59);
    await t.directory.apiKeys.find(secret);
    expect(await lastUse(key.id)).toEqual(first);
    pass(2);
    await t.directory.apiKeys.find(secret);
    expect(await lastUse(key.id)).toEqual(t.clock.now);
  });
});
