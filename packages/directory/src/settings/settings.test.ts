import { Secret } from '@keyshift/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectory, type SettingsChange } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

async function update(change: SettingsChange) {
  const { version } = await t.directory.settings.get();
  return t.directory.settings.update(change, { version, actor: 'usr_owner' });
}

describe('settings', () => {
  it('begin with defaults that are safe', async () => {
    expect(await t.directory.settings.get()).toEqual({
      organisation: 'Keyshift',
      supportContact: null,
      password: { minimumLength: 12, refuseCommon: true, refuseOwnName: true, history: 0, expiresAfterDays: 0 },
      signIn: {
        secondFactor: 'optional',
        lockAfterFailures: 5,
        lockSeconds: 30,
        sessionIdleMinutes: 480,
        sessionHours: 12,
      },
      mail: { host: null, port: 587, security: 'starttls', username: null, from: null, hasPassword: false },
      version: 1,
    });
  });

  it('change in parts, and tell the log what they were', async () => {
    const changed = await update({ organisation: ' Example ', supportContact: ' ', password: { history: 5 } });
    expect(changed).toMatchObject({
      organisation: 'Example',
      supportContact: null,
      password: { minimumLength: 12, history: 5 },
    });
    expect(await t.directory.settings.get()).toEqual(changed);
    expect((await t.directory.audit.list({ limit: 1 }))[0]).toMatchObject({
      actor: 'usr_owner',
      action: 'settings.changed',
      changes: [
        { field: 'organisation', from: 'Keyshift', to: 'Example' },
        { field: 'password.history', from: 0, to: 5 },
      ],
    });
    expect(await update({ organisation: 'Example' })).toEqual(changed);
  });

  it('of an older version are refused, also of many at once: directory.changed_meanwhile', async () => {
    const { version } = await t.directory.settings.get();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        t.directory.settings.update({ organisation: `Name ${i}` }, { version, actor: 'system' }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'directory.changed_meanwhile' } });
  });

  it('tell everything that is wrong at once: directory.invalid', async () => {
    const wrong = update({
      organisation: '',
      password: { minimumLength: 7, history: 25, expiresAfterDays: -1 },
      signIn: { lockAfterFailures: 2, lockSeconds: 1.5, sessionHours: 0, sessionIdleMinutes: Number.NaN },
      mail: { host: 'mail.example.com', port: 0, security: 'none', from: 'nobody' },
    });
    const where = [
      ...['organisation', 'password.minimumLength', 'password.history', 'password.expiresAfterDays'],
      ...['signIn.lockAfterFailures', 'signIn.lockSeconds', 'signIn.sessionIdleMinutes', 'signIn.sessionHours'],
      ...['mail.port', 'mail.security', 'mail.from'],
    ];
    await expect(wrong).rejects.toMatchObject({
      code: 'directory.invalid',
      details: { findings: where.map((one) => ({ where: one })) },
    });
    await expect(update({ mail: { host: 'a b' } })).rejects.toMatchObject({ code: 'directory.invalid' });
  });

  it('let mail go unencrypted to this machine only', async () => {
    const mail = { security: 'none' as const, from: 'sso@example.com' };
    await expect(update({ mail: { ...mail, host: 'localhost', port: 25 } })).resolves.toBeDefined();
    await expect(update({ mail: { ...mail, host: '192.0.2.1' } })).rejects.toMatchObject({ code: 'directory.invalid' });
  });

  it('keep the mail password sealed, and out of every answer and the log', async () => {
    const password = 'smtp secret 1234';
    const changed = await update({ mail: { host: 'localhost', from: 'sso@example.com', password } });
    expect(changed.mail).toMatchObject({ hasPassword: true });
    expect((await t.directory.settings.mailPassword())?.reveal()).toBe(password);
    const [row] = await t.database.query<{ text: string }>('SELECT s::text AS text FROM directory.settings s', []);
    const everything = JSON.stringify([changed, await t.directory.audit.list(), row]);
    expect(everything).not.toContain(password);
    expect(everything).not.toContain(Buffer.from(password).toString('hex'));
    expect((await t.directory.audit.list({ limit: 1 }))[0]?.changes).toContainEqual({
      field: 'mail.password',
      from: null,
      to: 'changed',
    });
    const other = createDirectory({ ...t.deps, sealingKey: new Secret('cd'.repeat(32)) });
    await expect(other.settings.mailPassword()).rejects.toMatchObject({ code: 'directory.mail_password_unreadable' });
    expect((await update({ mail: { port: 2525 } })).mail).toMatchObject({ port: 2525, hasPassword: true });
    expect((await update({ mail: { password: null } })).mail).toMatchObject({ hasPassword: false });
    expect(await t.directory.settings.mailPassword()).toBeUndefined();
  });
});
