// The identity provider as the benchmarks measure it: real PostgreSQL, real TLS, full hashing cost, in this process.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, silentLog } from '@keyshift/base';
import { createDirectory, type Directory, migrateDirectory } from '@keyshift/directory';
import { createSelfSignedCertificate, formToken, loadOrCreateTls } from '@keyshift/http';
import { createIdp } from '@keyshift/idp';
import { openDatabase, prepareDataDirectory, startPostgres } from '@keyshift/postgres';
import type { Load } from './idp-load.ts';

export type IdpServer = {
  readonly url: string;
  readonly caPem: string;
  readonly directory: Directory;
  stop(): Promise<void>;
};

const VISIT = 'v'.repeat(43);

export async function startIdpServer(): Promise<IdpServer> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-bench-idp-'));
  await prepareDataDirectory(folder);
  const server = await startPostgres({ directory: join(folder, 'pg'), log: silentLog });
  await server.ensureDatabase('bench');
  const database = openDatabase(server.target('bench'));
  await migrateDirectory(database);
  const sources = { now: () => new Date(), random: randomBytes };
  const sealingKey = new Secret(randomBytes(32).toString('hex'));
  const directory = createDirectory({ ...sources, database, sealingKey, createKey: createSelfSignedCertificate });
  const { caPem, ...tls } = await loadOrCreateTls({ directory: join(folder, 'tls'), names: ['localhost'], ...sources });
  const place = { host: '127.0.0.1', port: 0, environment: { label: 'Bench', isRehearsal: true } };
  const idp = await createIdp({ ...sources, ...place, directory, database, tls, log: silentLog });
  return {
    url: idp.url,
    caPem,
    directory,
    async stop() {
      await idp.close();
      await database.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A form as our own page sends it, before anybody is signed in. */
export function formRequest(o: {
  origin: string;
  path: string;
  fields: Record<string, string>;
}): Load['requests'][number] {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    cookie: `__Host-keyshift-visit=${VISIT}`,
    origin: o.origin,
  };
  const body = new URLSearchParams({ ...o.fields, csrf: formToken(VISIT) }).toString();
  return { method: 'POST', path: o.path, headers, body };
}
