import { createPublicKey, X509Certificate } from 'node:crypto';
import { Secret } from '@keyshift/base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../index.ts';
import { generateTestKey, selfSigned, type TestAlgorithm } from '../testing/self-signed.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';
import { KEY_TRANSITIONS, type KeyState, type KeyTransition, transitionsOf } from './transitions.ts';

let t: TestDirectory;
let application: Application;
let count = 0;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());
beforeEach(async () => {
  count += 1;
  const input = { connector: 'redshift', label: `App ${count}`, entityId: 'https://idp.example' };
  application = await t.directory.applications.create(input, 'system');
});

const DAY_MS = 86_400_000;
const generate = () => t.directory.keys.generate(application.id, { algorithm: 'p-256', years: 5 }, 'system');
const move = (keyId: string, transition: KeyTransition) =>
  t.directory.keys.move(application.id, { keyId, transition }, 'system');
const states = async () => (await t.directory.keys.list(application.id)).map((one) => one.state);

function pair(algorithm: TestAlgorithm, o: { days?: number } = {}) {
  const privateKey = generateTestKey(algorithm);
  const notBefore = new Date(t.clock.now.getTime() - DAY_MS);
  const notAfter = new Date(t.clock.now.getTime() + (o.days ?? 100) * DAY_MS);
  const certificate = { commonName: 'own', privateKey, publicKey: createPublicKey(privateKey), notBefore, notAfter };
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificatePem: selfSigned(certificate), privateKeyPem: new Secret(pem) };
}

describe('a key', () => {
  it('goes from staged to retired, while the application always signs with exactly one', async () => {
    const [first] = await t.directory.keys.list(application.id);
    const next = await generate();
    expect(next).toMatchObject({ state: 'staged', algorithm: 'p-256', transitions: ['publish', 'activate', 'delete'] });
    expect(next.fingerprintSha256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(await t.directory.keys.published(application.id)).toEqual([first?.certificatePem]);
    await move(next.id, 'publish');
    expect(await t.directory.keys.published(application.id)).toEqual([first?.certificatePem, next.certificatePem]);
    const rotated = await move(next.id, 'activate');
    expect(rotated.map((one) => [one.id, one.state])).toEqual([
      [next.id, 'active'],
      [first?.id, 'retiring'],
    ]);
    expect(await t.directory.keys.published(application.id)).toEqual([next.certificatePem, first?.certificatePem]);
    expect((await t.directory.applications.signingKey(application.id)).keyId).toBe(next.id);
    await move(first?.id ?? '', 'retire');
    expect(await states()).toEqual(['active', 'retired']);
    await move(first?.id ?? '', 'delete');
    expect(await states()).toEqual(['active']);
    expect((await t.directory.audit.list({ target: application.id })).map((one) => one.action).slice(0, 5)).toEqual([
      ...['application.key_deleted', 'application.key_retired', 'application.key_activated'],
      ...['application.key_published', 'application.key_staged'],
    ]);
  });

  it('is activated by one of two who try at once, and the other follows', async () => {
    const [one, two] = [await generate(), await generate()];
    await Promise.all([move(one.id, 'activate'), move(two.id, 'activate')]);
    expect((await states()).sort()).toEqual(['active', 'retiring', 'retiring']);
    const second = t.database.query(`UPDATE directory.application_key SET state = 'active' WHERE application_id = $1`, [
      application.id,
    ]);
    await expect(second).rejects.toMatchObject({ code: '23505' });
  });

  it.each(Object.entries(KEY_TRANSITIONS) as [KeyState, Partial<Record<KeyTransition, string>>][])(
    'that is %s moves only as the table says: directory.key_transition_refused',
    async (state, allowed) => {
      const { id } = await generate();
      expect(transitionsOf(state)).toEqual(Object.keys(allowed));
      for (const transition of ['publish', 'activate', 'retire', 'delete'] as const) {
        if (allowed[transition] !== undefined) continue;
        if (state === 'active')
          await t.database.query(
            `UPDATE directory.application_key SET state = 'retired' WHERE application_id = $1 AND state = 'active'`,
            [application.id],
          );
        await t.database.query('UPDATE directory.application_key SET state = $2 WHERE id = $1', [id, state]);
        await expect(move(id, transition)).rejects.toMatchObject({
          code: 'directory.key_transition_refused',
          details: { state, transition },
        });
      }
    },
  );

  it('belongs to its application only', async () => {
    const { id } = await generate();
    const other = await t.directory.applications.create(
      { connector: 'redshift', label: `Other ${count}`, entityId: 'x' },
      'system',
    );
    await expect(
      t.directory.keys.move(other.id, { keyId: id, transition: 'activate' }, 'system'),
    ).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('is uploaded with its certificate, sealed, and never read back', async () => {
    for (const algorithm of ['rsa-2048', 'p-256'] as const) {
      const own = pair(algorithm);
      const key = await t.directory.keys.upload(application.id, own, 'system');
      expect(key).toMatchObject({ state: 'staged', algorithm, daysLeft: 100, expiry: 'ok' });
      await move(key.id, 'activate');
      const opened = await t.directory.applications.signingKey(application.id);
      expect(new X509Certificate(own.certificatePem).checkPrivateKey(opened.privateKey)).toBe(true);
    }
    const stored = await t.database.query<{ whole: string }>(
      `SELECT encode(sealed_private_key, 'escape') || certificate_pem AS whole FROM directory.application_key
       UNION ALL SELECT entry FROM directory.audit`,
      [],
    );
    expect(stored.some(({ whole }) => whole.includes('PRIVATE KEY'))).toBe(false);
  });

  it.each([
    ['directory.certificate_unreadable', 'certificatePem', () => ({ ...pair('p-256'), certificatePem: 'nonsense' })],
    [
      'directory.private_key_unreadable',
      'privateKeyPem',
      () => ({ ...pair('p-256'), privateKeyPem: new Secret('nonsense') }),
    ],
    [
      'directory.key_mismatch',
      'privateKeyPem',
      () => ({ ...pair('p-256'), privateKeyPem: pair('p-256').privateKeyPem }),
    ],
    ['directory.key_weak', 'certificatePem', () => pair('rsa-1024')],
    ['directory.key_weak', 'certificatePem', () => pair('p-384')],
    ['directory.certificate_expired', 'certificatePem', () => pair('p-256', { days: -0.5 })],
  ])('is not uploaded: %s, told at %s', async (code, where, make) => {
    await expect(t.directory.keys.upload(application.id, make(), 'system')).rejects.toMatchObject({
      code,
      details: { findings: [{ code, where }] },
    });
    expect(await states()).toEqual(['active']);
  });

  it.each([
    [() => ({ certificatePem: 'x', privateKeyPem: new Secret('y') }), ['certificatePem', 'privateKeyPem']],
    [
      () => ({ ...pair('p-384', { days: -1 }), privateKeyPem: pair('p-256').privateKeyPem }),
      ['privateKeyPem', 'certificatePem', 'certificatePem'],
    ],
  ])('is told everything at once that is wrong with it', async (make, fields) => {
    const refusal: { details: { findings: { where: string }[] } } = await t.directory.keys

      .upload(application.id, make(), 'system')
      .catch((error) => error);
    expect(refusal.details.findings.map((one) => one.where)).toEqual(fields);
  });

  it('is called by its certificate and its application in the log, also when both are gone', async () => {
    const { id, fingerprintSha256 } = await generate();
    await move(id, 'delete');
    await t.directory.applications.removeMany([application.id], { count: 1, actor: 'system' });
    const log = await t.directory.audit.list({ target: application.id });
    const name = `key ${fingerprintSha256.slice(0, 11)}… (app-${count})`;
    expect(log.map((one) => one.summary).slice(1, 3)).toEqual([
      `Keyshift deleted the ${name} of App ${count}`,
      `Keyshift staged the ${name} for App ${count}`,
    ]);
  });

  it('says when its certificate ends soon or has ended, and goes on signing', async () => {
    const key = await t.directory.keys.upload(application.id, pair('p-256', { days: 20 }), 'system');
    await move(key.id, 'activate');
    const group = await t.directory.groups.create({ name: `expiry_${count}` }, 'system');
    await t.directory.applications.entitle(
      application.id,
      { groupId: group.id, roleArn: 'arn:aws:iam::123456789012:role/x' },
      'system',
    );
    const codes = async () => (await t.directory.applications.findings(application.id)).map((one) => one.code);
    expect(await codes()).toContain('application.certificate_expiring');
    expect(await t.directory.keys.expiring()).toEqual([
      { applicationId: application.id, label: application.label, daysLeft: 20 },
    ]);
    expect(await t.directory.keys.expiring(10)).toEqual([]);
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 21 * DAY_MS);
    expect(await codes()).toContain('application.certificate_expired');
    expect((await t.directory.keys.list(application.id))[0]).toMatchObject({ expiry: 'expired', daysLeft: -1 });
    expect((await t.directory.applications.signingKey(application.id)).keyId).toBe(key.id);
    const [old] = (await t.directory.keys.list(application.id)).filter((one) => one.state === 'retiring');
    await move(old?.id ?? '', 'activate');
    await move(key.id, 'activate');
    expect((await t.directory.audit.list({ limit: 1 }))[0]?.details).toMatchObject({ warning: 'expired' });
    t.clock.now = start;
  });
});

describe('findings of an application', () => {
  it('name the groups without a role, and that there is no group', async () => {
    const codes = async () => (await t.directory.applications.findings(application.id)).map((one) => one.code);
    expect(await codes()).toEqual(['application.provider_missing', 'application.no_group']);
    const group = await t.directory.groups.create({ name: `roleless_${count}` }, 'system');
    await t.directory.applications.entitle(application.id, { groupId: group.id, roleArn: null }, 'system');
    expect(await codes()).toEqual(['application.provider_missing', 'application.group_without_role']);
    await t.database.query('DELETE FROM directory.application_key WHERE application_id = $1', [application.id]);
    expect(await codes()).toContain('application.key_missing');
  });
});
