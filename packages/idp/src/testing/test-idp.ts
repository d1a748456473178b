// A whole identity provider for tests: real PostgreSQL, real TLS, the journey's people, on ports the system chooses.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LogFields, Secret, type silentLog } from '@keyshift/base';
import {
  type AdminRole,
  type Application,
  createDirectory,
  type Directory,
  migrateDirectory,
  type StoredPerson,
} from '@keyshift/directory';
import { createSelfSignedCertificate, loadOrCreateTls } from '@keyshift/http';
import type { Database } from '@keyshift/postgres';
import { createTestDatabase } from '@keyshift/postgres/testing';
import { createIdp, type Idp } from '../index.ts';
import { createTestAwsConsole, type TestAwsConsole } from './test-aws-console.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/redshift-sso';
export const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';
export const ACS = 'http://localhost:7890/redshift/';
export const PASSWORD = 'correct horse battery';

export type TestIdp = {
  idp: Idp;
  directory: Directory;
  database: Database;
  caPem: string;
  clock: { now: Date };
  logged: [string, LogFields | undefined][];
  application: Application;
  aws: TestAwsConsole;
  newPerson(
    username: string,
    change?: { role?: AdminRole; displayName?: string; group?: string },
  ): Promise<StoredPerson>;
  stop(): Promise<void>;
};

type Options = {
  realHashing?: boolean;
  siteFolder?: string;
  expiryCheckSeconds?: number;
  /** The identity provider alone. */
  withoutAws?: true;
};

export async function startTestIdp(o: Options = {}): Promise<TestIdp> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-idp-'));
  const { database, drop } = await createTestDatabase();
  const clock = { now: new Date() };
  const now = () => clock.now;
  const logged: TestIdp['logged'] = [];
  await migrateDirectory(database);
  const directory = createDirectory({
    database,
    now,
    random: randomBytes,
    sealingKey: new Secret('ab'.repeat(32)),
    createKey: createSelfSignedCertificate,
    ...(o.realHashing !== true && { passwordHashing: { memoryKib: 64, passes: 1 } }),
  });
  const tls = await loadOrCreateTls({ directory: join(folder, 'tls'), names: ['localhost', '127.0.0.1'], now });
  const aws = createTestAwsConsole(now);
  const log: typeof silentLog = (_level, event, fields) => logged.push([event, fields]);
  const idp = await createIdp({
    directory,
    database,
    now,
    random: randomBytes,
    log,
    tls,
    host: '127.0.0.1',
    port: 0,
    environment: { label: 'Test', isRehearsal: true },
    ...(o.withoutAws !== true && { aws }),
    ...(o.siteFolder !== undefined && { siteFolder: o.siteFolder }),
    ...(o.expiryCheckSeconds !== undefined && { expiryCheckSeconds: o.expiryCheckSeconds }),
  });
  const application = await directory.applications.create(
    {
      name: 'redshift',
      label: 'Amazon Redshift',
      connector: 'redshift',
      entityId: `${idp.url}/saml2/redshift/metadata`,
    },
    'system',
  );
  await directory.applications.setProviderArn(application.id, PROVIDER, 'system');
  const group = await directory.groups.create({ name: 'redshift_dbgroup' }, 'system');
  await directory.applications.entitle(application.id, { groupId: group.id, roleArn: ROLE }, 'system');
  return {
    ...{ idp, directory, database, caPem: tls.caPem, clock, logged, application, aws },
    newPerson: (username, change = {}) => newPerson(directory, username, change),
    async stop() {
      await idp.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newPerson(
  directory: Directory,
  username: string,
  change: { role?: AdminRole; displayName?: string; group?: string },
): Promise<StoredPerson> {
  const { group: groupName = 'redshift_dbgroup', role = null, displayName = username } = change;
  const email = `${username.split('@')[0]}@example.com`;
  const person = await directory.people.create({ username, displayName, email, role }, 'system');
  await directory.people.setPassword(person.id, new Secret(PASSWORD), 'system');
  const group = await directory.groups.find(groupName);
  if (group !== undefined) await directory.groups.addMember(group.id, person.id, 'system');
  return person;
}
