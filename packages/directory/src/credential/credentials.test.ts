import { Secret } from '@keyshift/base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SettingsChange, StoredPerson } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';
import { subjectOfAddress, subnetOf } from './network.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());
beforeEach(() =>
  settle({ password: { minimumLength: 12, refuseCommon: true, refuseOwnName: true, history: 0, expiresAfterDays: 0 } }),
);

const RIGHT = 'correct horse';
let serial = 0;

async function settle(change: SettingsChange): Promise<void> {
  const { version } = await t.directory.settings.get();
  await t.directory.settings.update(change, { version, actor: 'system' });
}
async function newPerson(more: object = {}): Promise<StoredPerson> {
  serial += 1;
  const username = `cred${serial}`;
  const person = { username, displayName: 'Maria Lopez', email: `${username}@example.com` };
  return t.directory.people.create({ ...person, ...more }, 'system');
}
async function withPassword(more: object = {}): Promise<StoredPerson> {
  const made = await newPerson(more);
  await t.directory.people.setPassword(made.id, new Secret(RIGHT), 'system');
  return made;
}
const set = (id: string, password: string) => t.directory.people.setPassword(id, new Secret(password), 'system');
const verify = (username: string, password: string, address?: string) =>
  t.directory.people.verifyPassword({ username, password: new Secret(password), address });
const pass = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1_000);
};
const invalid = (...why: string[]) => ({
  code: 'directory.invalid',
  details: { findings: why.map((one) => ({ where: 'password', why: expect.stringContaining(one) })) },
});

describe('the password policy', () => {
  it('is told as sentences', async () => {
    expect(await t.directory.credentials.describePolicy()).toHaveLength(3);
    await settle({ password: { minimumLength: 16, history: 3, expiresAfterDays: 90, refuseCommon: false } });
    expect(await t.directory.credentials.describePolicy()).toEqual([
      'It has at least 16 characters.',
      'It does not contain your name, user name or e-mail address.',
      'It is none of your last 3 passwords.',
      'It has to be changed after 90 days.',
    ]);
  });

  it('tells every rule that is broken at once: directory.invalid', async () => {
    const made = await newPerson({ displayName: 'Dragon Smith' });
    await expect(set(made.id, 'DRAGON1')).rejects.toMatchObject(
      invalid('fewer than 12', 'tries first', 'contains the name'),
    );
    await expect(t.directory.credentials.checkPassword(made.id, new Secret('Dragon1'))).rejects.toMatchObject(
      invalid('fewer than 12', 'tries first', 'contains the name'),
    );
  });

  it.each(['Password1234', 'qwertyuiop123!', 'BASEBALL2024'])('refuses %s as common', async (password) => {
    const made = await newPerson();
    await expect(set(made.id, password)).rejects.toMatchObject(invalid('tries first'));
    await settle({ password: { refuseCommon: false } });
    await expect(set(made.id, password)).resolves.toBeUndefined();
  });

  it.each(['my name is lopez', 'MARIA was here', 'MyMailIsCRED'])('refuses the own name: %s', async (text) => {
    const made = await newPerson();
    const password = text.replace('CRED', made.email.toUpperCase());
    await expect(set(made.id, password)).rejects.toMatchObject(invalid('contains the name'));
    await settle({ password: { refuseOwnName: false } });
    await expect(set(made.id, password)).resolves.toBeUndefined();
  });

  it('takes words, other scripts and 128 characters', async () => {
    const made = await newPerson();
    for (const password of ['forest train lamp', 'пароль не угадать', 'x y '.repeat(32)]) {
      await expect(set(made.id, password)).resolves.toBeUndefined();
    }
  });

  it('lets as many old passwords not come back as it says', async () => {
    await settle({ password: { history: 2 } });
    const made = await newPerson();
    for (const n of [1, 2, 3]) await set(made.id, `forest train lamp ${n}`);
    await expect(set(made.id, 'forest train lamp 3')).rejects.toMatchObject(invalid('used before'));
    await expect(set(made.id, 'forest train lamp 2')).rejects.toMatchObject(invalid('used before'));
    await expect(set(made.id, 'forest train lamp 1')).resolves.toBeUndefined();
  });

  it('says when a password is too old', async () => {
    const { username } = await withPassword();
    await settle({ password: { expiresAfterDays: 30 } });
    expect(await verify(username, RIGHT)).toMatchObject({ accepted: true, passwordExpired: false });
    pass(31 * 86_400);
    expect(await verify(username, RIGHT)).toMatchObject({ accepted: true, passwordExpired: true });
  });
});

describe('a person’s own change of password', () => {
  it('asks for the current one: directory.password_wrong', async () => {
    const { id, username } = await withPassword();
    const change = (current: string, next: string) =>
      t.directory.credentials.changePassword(id, { current: new Secret(current), next: new Secret(next) });
    await expect(change('wrong', 'forest train lamp')).rejects.toMatchObject({ code: 'directory.password_wrong' });
    await expect(change(RIGHT, 'short')).rejects.toMatchObject({ code: 'directory.invalid' });
    await change(RIGHT, 'forest train lamp');
    expect(await verify(username, RIGHT)).toMatchObject({ reason: 'wrong' });
    expect(await verify(username, 'forest train lamp')).toMatchObject({ accepted: true });
    expect((await t.directory.audit.list({ limit: 1 }))[0]).toMatchObject({
      actor: id,
      action: 'person.password_changed',
    });
  });

  it('is as slow to guess as the sign-in: directory.too_many_tries', async () => {
    const { id } = await withPassword();
    const guesses = Array.from({ length: 20 }, (_, i) =>
      t.directory.credentials.checkCurrent(id, new Secret(`guess ${i}`)),
    );
    const codes = (await Promise.allSettled(guesses)).map((r) => (r.status === 'rejected' ? r.reason.code : 'right'));
    expect(codes.filter((code) => code === 'directory.password_wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'directory.too_many_tries')).toHaveLength(15);
    await expect(t.directory.credentials.checkCurrent(id, new Secret(RIGHT))).rejects.toMatchObject({
      code: 'directory.too_many_tries',
    });
    pass(31);
    await expect(t.directory.credentials.checkCurrent(id, new Secret(RIGHT))).resolves.toBeUndefined();
  });

  it('is refused to who has none', async () => {
    const { id } = await newPerson();
    await expect(t.directory.credentials.checkCurrent(id, new Secret(''))).rejects.toMatchObject({
      code: 'directory.password_wrong',
    });
  });
});

describe('a one-time token', () => {
  const redeem = (token: Secret, password = 'forest train lamp') =>
    t.directory.credentials.redeemToken(token, new Secret(password));
  const gone = { code: 'directory.token_invalid' };

  it('sets the password, lifts the lock and makes a staged person active', async () => {
    const made = await newPerson({ state: 'staged' });
    const { token, expiresAt } = await t.directory.credentials.issueToken(made.id, 'usr_admin');
    expect(token.reveal()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(expiresAt.getTime() - t.clock.now.getTime()).toBe(30 * 60_000);
    expect(await t.directory.credentials.findToken(token)).toEqual({
      ...{ personId: made.id, username: made.username, displayName: made.displayName, expiresAt },
    });
    for (let i = 0; i < 6; i += 1) await verify(made.username, 'wrong one');
    expect(await redeem(token)).toEqual({ personId: made.id });
    expect(await verify(made.username, 'forest train lamp')).toMatchObject({ accepted: true });
    expect(await t.directory.people.get(made.id)).toMatchObject({ state: 'active', version: 2 });
    const log = (await t.directory.audit.list()).filter(({ target }) => target === made.id);
    expect(log.map(({ action }) => action)).toEqual([
      ...['person.state_changed', 'person.password_changed', 'person.password_link_made', 'person.created'],
    ]);
    const stored = JSON.stringify(await t.directory.audit.list());
    expect(stored).not.toContain(token.reveal());
  });

  it('works once, also of twenty uses at once: directory.token_invalid', async () => {
    const made = await newPerson();
    const { token } = await t.directory.credentials.issueToken(made.id, 'system');
    const uses = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => redeem(token, `forest train lamp ${i}`)),
    );
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const use of uses) if (use.status === 'rejected') expect(use.reason).toMatchObject(gone);
    await expect(redeem(token)).rejects.toMatchObject(gone);
  });

  it('is good for 30 minutes, until the next one, and until the password is set otherwise', async () => {
    const made = await newPerson();
    const old = await t.directory.credentials.issueToken(made.id, 'system');
    pass(30 * 60);
    await expect(redeem(old.token)).rejects.toMatchObject(gone);
    const first = await t.directory.credentials.issueToken(made.id, 'system');
    const second = await t.directory.credentials.issueToken(made.id, 'system');
    await expect(redeem(first.token)).rejects.toMatchObject(gone);
    await set(made.id, 'forest train lamp');
    await expect(redeem(second.token)).rejects.toMatchObject(gone);
  });

  it('is not used up by a password that is refused', async () => {
    const made = await newPerson();
    const { token } = await t.directory.credentials.issueToken(made.id, 'system');
    await expect(redeem(token, 'short')).rejects.toMatchObject({ code: 'directory.invalid' });
    await expect(redeem(token)).resolves.toEqual({ personId: made.id });
  });

  it.each(['', 'x', '\0', 'A'.repeat(43), 'A'.repeat(10_000)])(
    'is not any text: directory.token_invalid',
    async (text) => {
      await expect(t.directory.credentials.findToken(new Secret(text))).rejects.toMatchObject(gone);
      await expect(redeem(new Secret(text))).rejects.toMatchObject(gone);
    },
  );

  it('does not open a suspended account, and is made for nobody who is not there', async () => {
    const made = await newPerson();
    const { token } = await t.directory.credentials.issueToken(made.id, 'system');
    await t.directory.people.setState(made.id, 'suspended', 'system');
    await expect(redeem(token)).rejects.toMatchObject(gone);
    await expect(t.directory.credentials.issueToken('usr_x', 'system')).rejects.toMatchObject({
      code: 'directory.not_found',
    });
  });

  it('is stored as a hash only', async () => {
    const made = await newPerson();
    const { token } = await t.directory.credentials.issueToken(made.id, 'system');
    const [row] = await t.database.query<{ row: string }>(
      'SELECT t::text AS row FROM directory.one_time_token t WHERE person_id = $1',
      [made.id],
    );
    expect(row?.row).not.toContain(token.reveal());
    expect(row?.row).not.toContain(Buffer.from(token.reveal(), 'base64url').toString('hex'));
  });
});

describe('the lock', () => {
  it('comes after as many failures, and lasts as long, as the settings say', async () => {
    const { username } = await withPassword();
    await settle({ signIn: { lockAfterFailures: 3, lockSeconds: 100 } });
    for (let i = 0; i < 3; i += 1) expect(await verify(username, 'wrong one')).toMatchObject({ reason: 'wrong' });
    pass(99);
    expect(await verify(username, RIGHT)).toMatchObject({ reason: 'locked' });
    pass(1);
    expect(await verify(username, 'wrong one')).toMatchObject({ reason: 'wrong' });
    pass(199);
    expect(await verify(username, RIGHT)).toMatchObject({ reason: 'locked' });
    pass(1);
    expect(await verify(username, RIGHT)).toMatchObject({ accepted: true });
    await settle({ signIn: { lockAfterFailures: 5, lockSeconds: 30 } });
  });

  it('of an address stops who goes from name to name, and nobody elsewhere', async () => {
    const { username } = await withPassword();
    const guesses = Array.from({ length: 80 }, (_, i) => verify(`unknown${i}`, 'guess', '192.0.2.7'));
    const reasons = (await Promise.all(guesses)).map((verdict) => (verdict.accepted ? '' : verdict.reason));
    expect(reasons.filter((reason) => reason === 'unknown')).toHaveLength(50);
    expect(reasons.filter((reason) => reason === 'throttled')).toHaveLength(30);
    expect(await verify(username, RIGHT, '192.0.2.7')).toMatchObject({ accepted: false, reason: 'throttled' });
    expect(await verify(username, RIGHT, '192.0.2.8')).toMatchObject({ accepted: true });
    pass(31);
    expect(await verify(username, RIGHT, '192.0.2.7')).toMatchObject({ accepted: true });
  });

  it('of an address is not wiped by one success, nor filled by many', async () => {
    const { username } = await withPassword();
    for (let i = 0; i < 120; i += 1)
      expect(await verify(username, RIGHT, '192.0.2.9')).toMatchObject({ accepted: true });
    for (let i = 0; i < 49; i += 1) await verify(`nobody${i}`, 'guess', '192.0.2.9');
    expect(await verify(username, RIGHT, '192.0.2.9')).toMatchObject({ accepted: true });
    await verify('nobody', 'guess', '192.0.2.9');
    expect(await verify(username, RIGHT, '192.0.2.9')).toMatchObject({ reason: 'throttled' });
    pass(901);
    expect(await verify(username, RIGHT, '192.0.2.9')).toMatchObject({ accepted: true });
  });

  it.each([
    ['192.0.2.1', 'address:192.0.2.1', '192.0.2.0/24'],
    ['::ffff:192.0.2.1', 'address:192.0.2.1', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', 'address:2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:1:2::9', 'address:2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:0db8::9', 'address:2001:db8:0:0::/64', '2001:db8:0::/48'],
    ['::1', 'address:0:0:0:0::/64', '0:0:0::/48'],
    ['fe80::1%eth0', 'address:fe80:0:0:0::/64', 'fe80:0:0::/48'],
    ['a socket', 'address:a socket', 'a socket'],
  ])('counts %s as %s in %s', (address, subject, subnet) => {
    expect([subjectOfAddress(address), subnetOf(address)]).toEqual([subject, subnet]);
  });
});
