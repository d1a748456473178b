import { randomBytes } from 'node:crypto';
import { Secret } from '@keyshift/base';
import { type Database, migrate } from '@keyshift/postgres';
import { createTestDatabase } from '@keyshift/postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDirectory, type Directory, migrateDirectory } from '../index.ts';
import { testKey } from '../testing/test-directory.ts';
import { directoryMigrations } from './all.ts';

let database: Database;
let directory: Directory;
let stop: () => Promise<void>;
beforeAll(async () => {
  const test = await createTestDatabase();
  database = test.database;
  const createKey = async (o: Parameters<typeof testKey>[0]) => testKey(o);
  const sealingKey = new Secret('ab'.repeat(32));
  directory = createDirectory({ database, now: () => new Date(), random: randomBytes, sealingKey, createKey });
  stop = test.drop;
});
afterAll(() => stop());

it('an installed database keeps its applications, keys and audit log', async () => {
  await migrate(database, 'directory', directoryMigrations.slice(0, 5));
  const certificate = testKey({ commonName: 'old', now: new Date(), years: 10 }).certificatePem;
  await database.query(`
    INSERT INTO directory.application VALUES ('app_old', 'old', 'Old', 'old', 'redshift', 'active', 'https://idp/old',
      ARRAY['http://localhost:7890/redshift/', 'https://sp.example/acs'], 'urn:amazon:webservices',
      'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', 'username', '[{"name":"x","source":{"kind":"role"}}]',
      'assertion', true, 'arn:aws:iam::123456789012:saml-provider/x', '2026-01-02T03:04:05Z');
    SELECT directory.append_audit(ARRAY['{"at":"2026-01-02T03:04:05.000Z","actor":"system","action":"application.created","target":"app_old","details":{"name":"\\u0000"}}']);`);
  const insertKey = `INSERT INTO directory.application_key VALUES ($1, 'app_old', $2, $3, $4, now())`;
  await database.query(insertKey, ['key_new', certificate, Buffer.from('x'), true]);
  await database.query(insertKey, ['key_old', certificate, Buffer.from('x'), false]);

  await migrateDirectory(database);
  expect(await directory.applications.get('app_old')).toMatchObject({
    ...{ kind: 'saml', connector: 'redshift', label: 'Old', ssoPath: 'old', version: 1, colour: '#006CAC' },
    ...{ entityId: 'https://idp/old', audience: 'urn:amazon:webservices', nameIdFormat: 'persistent' },
    ...{ nameIdPairwise: false, nameIdField: 'username', sign: 'assertion', idpInitiated: true, encryption: 'none' },
    ...{ signatureAlgorithm: 'sha256', authnContext: 'proved', errorFlow: 'page' },
    acs: [
      { index: 0, isDefault: true, url: 'http://localhost:7890/redshift/' },
      { index: 1, isDefault: false, url: 'https://sp.example/acs' },
    ],
    attributes: [{ name: 'x', source: { kind: 'role' } }],
    providerArn: 'arn:aws:iam::123456789012:saml-provider/x',
    updatedAt: new Date('2026-01-02T03:04:05Z'),
  });
  // Nothing half-filled can be stored behind the rules' back.
  const emptied = database.query(`UPDATE directory.application SET settings = settings - 'authnContext'`);
  await expect(emptied).rejects.toThrow('application_settings_are_whole');
  expect((await directory.keys.list('app_old')).map((one) => [one.id, one.state])).toEqual([
    ['key_new', 'active'],
    ['key_old', 'retired'],
  ]);
  expect(await directory.audit.verifyChain()).toEqual({ ok: true, entries: 1 });
  expect(await directory.audit.list({ target: 'app_old' })).toMatchObject([{ action: 'application.created' }]);
  const { version } = await directory.applications.get('app_old');
  const changed = await directory.applications.update('app_old', { label: 'New' }, { version, actor: 'system' });
  expect(changed).toMatchObject({ label: 'New', version: 2 });
});
