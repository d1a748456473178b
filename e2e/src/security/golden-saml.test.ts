// A stolen signing key signs what AWS takes. Nothing at AWS can tell; comparing what was used with what was issued can.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Database } from '@keyshift/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assumeRole, roleOf } from '../aws.ts';
import { type Keyshift, newDataDirectory, removeData, startKeyshift } from '../keyshift.ts';
import { onlyApplication, personNamed } from '../people.ts';
import { obtainAssertion } from '../saml-http.ts';
import { openOwnDatabase, type StolenKey, stealKey } from './stolen-key.ts';

let keyshift: Keyshift;
let database: Database;
let stolen: StolenKey;
const GENUINE = 4;

beforeAll(async () => {
  keyshift = await startKeyshift();
  database = openOwnDatabase(keyshift);
  stolen = await stealKey(keyshift, database);
  for (const name of ['alice', 'bob', 'alice', 'bob']) {
    const person = personNamed(keyshift.info, name);
    const assertion = await obtainAssertion(keyshift.info, person);
    await assumeRole(keyshift.info, assertion, { roleArn: roleOf(person) });
  }
});
afterAll(async () => {
  await database?.close();
  await keyshift?.stop();
  await removeData(keyshift.data);
});

const reconcile = (...args: string[]) => keyshift.command(['audit', 'reconcile', ...args]);
const firstLine = (text: string) => JSON.parse(text.split('\n')[0] ?? '');
const alice = () => roleOf(personNamed(keyshift.info, 'alice'));
const bob = () => roleOf(personNamed(keyshift.info, 'bob'));

describe('keyshift audit reconcile', () => {
  it('knows every assertion that people signed in with', async () => {
    const { status, stdout } = await reconcile('--json');
    expect([status, firstLine(stdout)]).toEqual([
      0,
      {
        ...{ providers: [onlyApplication(keyshift.info).providerArn], records: GENUINE, refused: 0, issued: GENUINE },
        ...{ unknown: 0, differs: 0, tooOld: 0, otherProviders: 0, findings: [] },
      },
    ]);
  });

  it('finds exactly the one that was signed with the stolen key, says so in the audit log, and exits with 4: cli.assertions_forged', async () => {
    const forged = stolen.forge({ assertionId: '_forged-by-a-thief', roleArn: alice(), person: 'alice' });
    const taken = await assumeRole(keyshift.info, forged, { roleArn: alice() });
    expect(taken.accessKeyId).toMatch(/^ASIA/);
    const { status, stdout, stderr } = await reconcile();
    expect(status).toBe(4);
    expect(stdout).toContain(`${GENUINE + 1} records: ${GENUINE} issued here, 1 not`);
    expect(stdout.split('\n').filter((line) => line.includes('never issued here'))).toEqual([
      expect.stringMatching(new RegExp(`_forged-by-a-thief.*${alice()}.*alice.*127\\.0\\.0\\.1`)),
    ]);
    expect(stderr).toContain('treat the signing key as stolen');
    const found = await keyshift.command(['audit', 'list', '--search', '_forged-by-a-thief', '--json']);
    expect(JSON.parse(found.stdout)).toMatchObject([
      {
        action: 'audit.unknown_assertion',
        target: '_forged-by-a-thief',
        details: { roleArn: alice(), subject: 'alice' },
      },
    ]);
  });

  it('also finds one that borrows the ID of a genuine assertion', async () => {
    const genuine = await obtainAssertion(keyshift.info, personNamed(keyshift.info, 'alice'));
    const [, assertionId = ''] =
      /<saml:Assertion [^>]*ID="([^"]+)"/.exec(Buffer.from(genuine, 'base64').toString()) ?? [];
    await assumeRole(keyshift.info, genuine, { roleArn: alice() });
    const forged = stolen.forge({ assertionId, roleArn: bob(), person: 'bob' });
    await assumeRole(keyshift.info, forged, { roleArn: bob() });
    const { status, stdout } = await reconcile('--json');
    expect(status).toBe(4);
    expect(JSON.parse(stdout.split('\n')[1] ?? '')).toMatchObject({ event: 'error', code: 'cli.assertions_forged' });
    expect(firstLine(stdout)).toMatchObject({
      ...{ issued: GENUINE + 1, unknown: 1, differs: 1 },
      findings: expect.arrayContaining([
        expect.objectContaining({ assertionId, verdict: 'differs', difference: 'role' }),
      ]),
    });
    const issued = await keyshift.command(['audit', 'list', '--search', assertionId, '--json']);
    const actions = JSON.parse(issued.stdout).map((one: { action: string }) => one.action);
    expect(actions).toEqual(['audit.altered_assertion', 'sso.issued']);
  });

  it('takes the trail from a file and from stdin, and counts only the providers that are named', async () => {
    const { aws } = keyshift.info;
    const credentials = { accessKeyId: aws.accessKeyId, secretAccessKey: aws.secretAccessKey };
    const client = new CloudTrailClient({ endpoint: aws.endpoint, region: aws.region, credentials });
    const { Events } = await client.send(new LookupEventsCommand({}));
    const file = join(newDataDirectory(), '..', 'trail.json');
    writeFileSync(file, JSON.stringify({ Events }));
    const fromFile = await reconcile('--trail', file, '--json');
    expect([fromFile.status, firstLine(fromFile.stdout)]).toMatchObject([4, { unknown: 1, differs: 1 }]);
    const lines = (Events ?? []).map((one) => one.CloudTrailEvent).join('\n');
    const piped = await keyshift.command(['audit', 'reconcile', '--trail', '-', '--json'], { input: lines });
    expect([piped.status, firstLine(piped.stdout)]).toMatchObject([4, { unknown: 1, differs: 1 }]);
    const foreign = await reconcile(
      '--trail',
      file,
      '--provider',
      'arn:aws:iam::999999999999:saml-provider/x',
      '--json',
    );
    expect([foreign.status, firstLine(foreign.stdout)]).toMatchObject([0, { otherProviders: GENUINE + 3, unknown: 0 }]);
    await removeData(join(file, '..', 'data'));
  });

  it('says what a file is that is no trail, and compares nothing: cli.trail_unreadable', async () => {
    const { status, stdout, stderr } = await reconcile('--trail', keyshift.info.caFile);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('it begins with "-----BEGIN CERTIFICATE-----"');
  });

  it('fails without an application whose provider is on record: cli.trail_no_provider', async () => {
    const without =
      "UPDATE directory.application SET settings = settings || jsonb_build_object('providerArn', $1::text)";
    await database.query(without, [null]);
    const { status, stdout, stderr } = await reconcile();
    await database.query(without, [onlyApplication(keyshift.info).providerArn]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('nothing was compared');
  });

  it('fails, and calls nothing well, while the audit log cannot be read', async () => {
    await database.query('ALTER TABLE directory.audit RENAME TO audit_away');
    const { status, stdout } = await reconcile();
    await database.query('ALTER TABLE directory.audit_away RENAME TO audit');
    expect([status, stdout]).toEqual([1, '']);
    expect((await reconcile()).status).toBe(4);
  });
});
