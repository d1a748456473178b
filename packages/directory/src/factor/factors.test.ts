import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredPerson, TotpEnrolment } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

let serial = 0;
async function newPerson(): Promise<StoredPerson> {
  serial += 1;
  const username = `factor${serial}`;
  return t.directory.people.create({ username, displayName: username, email: `${username}@example.com` }, 'system');
}
const pass = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1_000);
};
const codeOf = (enrolment: TotpEnrolment, shiftSeconds = 0) =>
  new TOTP({ secret: enrolment.secret.reveal() }).generate({ timestamp: t.clock.now.getTime() + shiftSeconds * 1_000 });
const start = (id: string) => t.directory.factors.startTotp(id, { issuer: 'Example GmbH' });

async function withApp(): Promise<{ id: string; enrolment: TotpEnrolment; factorId: string; codes: string[] }> {
  const { id } = await newPerson();
  const enrolment = await start(id);
  const proof = { enrolmentId: enrolment.enrolmentId, code: codeOf(enrolment), name: 'phone' };
  const { factor, recoveryCodes } = await t.directory.factors.confirmTotp(id, proof);
  pass(30);
  return { id, enrolment, factorId: factor.id, codes: (recoveryCodes ?? []).map((code) => code.reveal()) };
}
const wrong = { code: 'directory.code_wrong' };
const many = { code: 'directory.too_many_tries' };
const codesOf = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((r) => (r.status === 'rejected' ? r.reason.code : 'accepted'));

describe('an authenticator app', () => {
  it('is added with proof, and comes with recovery codes the first time only', async () => {
    const { id, username } = await newPerson();
    const enrolment = await start(id);
    expect(enrolment.uri.reveal()).toContain(`otpauth://totp/Example%20GmbH:${username}?issuer=Example%20GmbH`);
    expect(enrolment.secret.reveal()).toMatch(/^[A-Z2-7]{32}$/);
    const { enrolmentId } = enrolment;
    const proof = { enrolmentId, code: codeOf(enrolment), name: ' phone ' };
    const added = await t.directory.factors.confirmTotp(id, proof);
    expect(added.factor).toMatchObject({ kind: 'totp', name: 'phone', createdAt: t.clock.now, lastUsedAt: null });
    expect(added.recoveryCodes).toHaveLength(10);
    expect(await t.directory.factors.kinds(id)).toEqual(['totp', 'recovery_codes']);
    expect(await t.directory.people.details(id)).toMatchObject({ factorCount: 1 });
    expect(await t.directory.factors.list(id)).toMatchObject([
      added.factor,
      { kind: 'recovery_codes', name: 'Recovery codes', remaining: 10 },
    ]);
    const second = await start(id);
    const again = await t.directory.factors.confirmTotp(id, {
      ...proof,
      enrolmentId: second.enrolmentId,
      code: codeOf(second),
    });
    expect(again.recoveryCodes).toBeNull();
    const log = JSON.stringify(await t.directory.audit.list());
    expect(log).toContain('factor.added');
    expect(log).not.toContain(enrolment.secret.reveal());
  });

  it('is not added without the right code, too late or twice: directory.code_wrong, directory.enrolment_gone', async () => {
    const { id } = await newPerson();
    const enrolment = await start(id);
    const { enrolmentId } = enrolment;
    const confirm = (code: string) => t.directory.factors.confirmTotp(id, { enrolmentId, code, name: 'phone' });
    const gone = { code: 'directory.enrolment_gone' };
    await expect(confirm('000000')).rejects.toMatchObject(wrong);
    const other = await newPerson();
    await expect(
      t.directory.factors.confirmTotp(other.id, { enrolmentId, code: codeOf(enrolment), name: 'x' }),
    ).rejects.toMatchObject(gone);
    await expect(
      t.directory.factors.confirmTotp(id, { enrolmentId, code: codeOf(enrolment), name: ' ' }),
    ).rejects.toMatchObject({ code: 'directory.invalid' });
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => confirm(codeOf(enrolment))));
    expect(codesOf(results).filter((code) => code === 'accepted')).toHaveLength(1);
    await expect(confirm(codeOf(enrolment))).rejects.toMatchObject(gone);
    const late = await start(id);
    pass(15 * 60);
    await expect(
      t.directory.factors.confirmTotp(id, { enrolmentId: late.enrolmentId, code: codeOf(late), name: 'x' }),
    ).rejects.toMatchObject(gone);
  });

  it('accepts the neighbouring codes, and none further away', async () => {
    const { id, enrolment, factorId } = await withApp();
    for (const shift of [-60, 60]) {
      await expect(t.directory.factors.useTotp(id, codeOf(enrolment, shift))).rejects.toMatchObject(wrong);
    }
    pass(60);
    expect(await t.directory.factors.useTotp(id, codeOf(enrolment, -30))).toBe(factorId);
    expect(
      await t.directory.factors.useTotp(id, ` ${codeOf(enrolment).slice(0, 3)} ${codeOf(enrolment).slice(3)} `),
    ).toBe(factorId);
    expect(await t.directory.factors.useTotp(id, codeOf(enrolment, 30))).toBe(factorId);
    expect((await t.directory.factors.list(id))[0]?.lastUsedAt).toEqual(t.clock.now);
  });

  it('accepts a code once, also of twenty uses at once, and no older one after it', async () => {
    const { id, enrolment } = await withApp();
    pass(60);
    const code = codeOf(enrolment);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => t.directory.factors.useTotp(id, code)));
    expect(codesOf(results).filter((one) => one === 'accepted')).toHaveLength(1);
    await t.directory.people.unlock(id, 'system');
    await expect(t.directory.factors.useTotp(id, code)).rejects.toMatchObject(wrong);
    await expect(t.directory.factors.useTotp(id, codeOf(enrolment, -30))).rejects.toMatchObject(wrong);
  });

  it('does not accept the code that proved it', async () => {
    const { id } = await newPerson();
    const enrolment = await start(id);
    const code = codeOf(enrolment);
    await t.directory.factors.confirmTotp(id, { enrolmentId: enrolment.enrolmentId, code, name: 'phone' });
    await expect(t.directory.factors.useTotp(id, code)).rejects.toMatchObject(wrong);
  });

  it('waits after five wrong codes, together with recovery codes: directory.too_many_tries', async () => {
    const { id, enrolment, codes } = await withApp();
    const tries = Array.from({ length: 20 }, () => t.directory.factors.useTotp(id, '000000'));
    const told = codesOf(await Promise.allSettled(tries));
    expect(told.filter((code) => code === 'directory.code_wrong')).toHaveLength(5);
    await expect(t.directory.factors.useTotp(id, codeOf(enrolment))).rejects.toMatchObject(many);
    await expect(t.directory.factors.useRecoveryCode(id, codes[0] ?? '')).rejects.toMatchObject(many);
    pass(31);
    await expect(t.directory.factors.useTotp(id, codeOf(enrolment))).resolves.toBeDefined();
  });

  it.each(['', '12345', '1234567', 'abcdef', '٠١٢٣٤٥', '\0'])('does not take %j for a code', async (code) => {
    const { id } = await withApp();
    await expect(t.directory.factors.useTotp(id, code)).rejects.toMatchObject(wrong);
  });

  it('has its secret sealed, for this person only', async () => {
    const [one, two] = [await withApp(), await withApp()];
    await t.database.query(
      `UPDATE directory.totp SET sealed_secret = (SELECT sealed_secret FROM directory.totp WHERE factor_id = $1)
       WHERE factor_id = $2`,
      [one.factorId, two.factorId],
    );
    pass(60);
    await expect(t.directory.factors.useTotp(two.id, codeOf(one.enrolment))).rejects.toMatchObject(wrong);
    const rows = await t.database.query<{ text: string }>('SELECT t::text AS text FROM directory.totp t', []);
    expect(JSON.stringify(rows)).not.toContain(one.enrolment.secret.reveal());
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(one.enrolment.secret.reveal()).toString('hex'));
  });
});

describe('recovery codes', () => {
  it('are read as people copy them, work once, and are counted', async () => {
    const { id, codes } = await withApp();
    const [first = '', second = ''] = codes;
    expect(first).toMatch(/^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}$/);
    const sloppy = first.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l');
    expect(await t.directory.factors.useRecoveryCode(id, sloppy)).toEqual({ remaining: 9 });
    await expect(t.directory.factors.useRecoveryCode(id, first)).rejects.toMatchObject(wrong);
    const uses = Array.from({ length: 20 }, () => t.directory.factors.useRecoveryCode(id, second));
    expect(codesOf(await Promise.allSettled(uses)).filter((code) => code === 'accepted')).toHaveLength(1);
    expect((await t.directory.factors.list(id)).at(-1)).toMatchObject({ remaining: 8, lastUsedAt: t.clock.now });
    const log = JSON.stringify(await t.directory.audit.list());
    expect(log).toContain('factor.code_used');
    for (const code of codes) expect(log).not.toContain(code);
  });

  it('are another’s only for another', async () => {
    const [one, two] = [await withApp(), await withApp()];
    await expect(t.directory.factors.useRecoveryCode(two.id, one.codes[0] ?? '')).rejects.toMatchObject(wrong);
  });

  it('are renewed as a whole, for who has a factor: directory.no_factor', async () => {
    const { id, codes } = await withApp();
    const fresh = await t.directory.factors.renewRecoveryCodes(id, id);
    expect(new Set(fresh.map((code) => code.reveal())).size).toBe(10);
    await expect(t.directory.factors.useRecoveryCode(id, codes[0] ?? '')).rejects.toMatchObject(wrong);
    expect(await t.directory.factors.useRecoveryCode(id, fresh[0]?.reveal() ?? '')).toEqual({ remaining: 9 });
    const other = await newPerson();
    await expect(t.directory.factors.renewRecoveryCodes(other.id, other.id)).rejects.toMatchObject({
      code: 'directory.no_factor',
    });
  });
});

describe('passkeys', () => {
  const passkey = (credentialId: string, counter = 0) => ({
    ...{ credentialId, publicKey: new Uint8Array([1, 2, 3, serial]), counter, transports: ['internal', 'hybrid'] },
    ...{ name: 'laptop', backedUp: true },
  });

  it('are stored, found and listed', async () => {
    const { id } = await newPerson();
    const { factor, recoveryCodes } = await t.directory.factors.addPasskey(id, passkey('cred-a', 4));
    expect(recoveryCodes).toHaveLength(10);
    const found = await t.directory.factors.findByCredentialId('cred-a');
    expect(found).toMatchObject({
      factorId: factor.id,
      personId: id,
      counter: 4,
      transports: ['internal', 'hybrid'],
      name: 'laptop',
      backedUp: true,
    });
    expect([...(found?.publicKey ?? [])]).toEqual([1, 2, 3, serial]);
    expect(await t.directory.factors.passkeysOf(id)).toEqual([found]);
    expect(await t.directory.factors.findByCredentialId('cred-x')).toBeUndefined();
    const other = await newPerson();
    await expect(t.directory.factors.addPasskey(other.id, passkey('cred-a'))).rejects.toMatchObject({
      code: 'directory.taken',
    });
    await expect(t.directory.factors.addPasskey('usr_x', passkey('cred-b'))).rejects.toMatchObject({
      code: 'directory.not_found',
    });
  });

  it('whose counter does not grow may be copies, and that is told: directory.passkey_cloned (webauthn §6.1.1)', async () => {
    const { id } = await newPerson();
    await t.directory.factors.addPasskey(id, passkey('counted', 5));
    await t.directory.factors.updateCounter('counted', 6);
    const cloned = { code: 'directory.passkey_cloned' };
    for (const counter of [6, 5, 0]) {
      await expect(t.directory.factors.updateCounter('counted', counter)).rejects.toMatchObject(cloned);
    }
    expect((await t.directory.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'factor.passkey_cloned',
      target: id,
      details: { stored: 6, received: 0 },
    });
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => t.directory.factors.updateCounter('counted', 7)),
    );
    expect(codesOf(results).filter((code) => code === 'accepted')).toHaveLength(1);
    await t.directory.factors.addPasskey(id, passkey('never-counts'));
    await t.directory.factors.updateCounter('never-counts', 0);
    await t.directory.factors.updateCounter('never-counts', 0);
    await expect(t.directory.factors.updateCounter('cred-x', 1)).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('know a person by a random handle that stays (webauthn §14.6.1)', async () => {
    const { id, username } = await newPerson();
    const handles = await Promise.all(Array.from({ length: 5 }, () => t.directory.factors.userHandle(id)));
    const [handle = new Uint8Array()] = handles;
    expect(handle).toHaveLength(32);
    for (const other of handles) expect(other).toEqual(handle);
    expect(Buffer.from(handle).toString('latin1')).not.toContain(username);
    expect(await t.directory.factors.findByUserHandle(handle)).toBe(id);
    expect(await t.directory.factors.findByUserHandle(new Uint8Array(32))).toBeUndefined();
    await expect(t.directory.factors.userHandle('usr_x')).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('are at most ten, also when added at once: directory.too_many_factors', async () => {
    const { id } = await newPerson();
    const adding = Array.from({ length: 13 }, (_, i) => t.directory.factors.addPasskey(id, passkey(`ten-${i}`)));
    const results = await Promise.allSettled(adding);
    expect(codesOf(results).filter((code) => code === 'accepted')).toHaveLength(10);
    expect(codesOf(results).filter((code) => code === 'directory.too_many_factors')).toHaveLength(3);
    await expect(start(id)).rejects.toMatchObject({ code: 'directory.too_many_factors' });
  });
});

describe('a removed factor', () => {
  it('takes the recovery codes along if it was the last', async () => {
    const { id, factorId, enrolment } = await withApp();
    const { factor } = await t.directory.factors.addPasskey(id, {
      ...{
        credentialId: `removed-${id}`,
        publicKey: new Uint8Array([1]),
        counter: 0,
        transports: [],
        name: 'key',
        backedUp: false,
      },
    });
    await t.directory.factors.remove(id, factorId, 'usr_help');
    expect(await t.directory.factors.kinds(id)).toEqual(['recovery_codes', 'passkey']);
    await expect(t.directory.factors.useTotp(id, codeOf(enrolment))).rejects.toMatchObject(wrong);
    expect((await t.directory.audit.list({ limit: 1 }))[0]).toMatchObject({
      ...{
        actor: 'usr_help',
        action: 'factor.removed',
        target: id,
        details: { factorId, kind: 'totp', name: 'phone' },
      },
    });
    const other = await newPerson();
    const missing = { code: 'directory.not_found' };
    await expect(t.directory.factors.remove(other.id, factor.id, 'system')).rejects.toMatchObject(missing);
    await t.directory.factors.remove(id, factor.id, 'system');
    expect(await t.directory.factors.list(id)).toEqual([]);
  });
});
