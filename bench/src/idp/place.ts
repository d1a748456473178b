// An identity provider to measure: a database of its own on a running server, real TLS, a port the system chooses.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, silentLog } from '@keyshift/base';
import { createDirectory, type Directory, migrateDirectory } from '@keyshift/directory';
import { createSelfSignedCertificate, loadOrCreateTls } from '@keyshift/http';
import { createIdp } from '@keyshift/idp';
import { type Database, openDatabase, prepareDataDirectory, startPostgres } from '@keyshift/postgres';

export type Target = { readonly url: string; readonly caPem: string };
export type Place = Target & { readonly directory: Directory; readonly database: Database };
type Server = {
  open(name: string): Promise<Place>;
  stop(): Promise<void>;
};

export async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-bench-idp-'));
  await prepareDataDirectory(folder);
  const server = await startPostgres({ directory: join(folder, 'pg'), log: silentLog });
  const closing: (() => Promise<void>)[] = [];
  const sources = { now: () => new Date(), random: randomBytes };
  const { caPem, ...tls } = await loadOrCreateTls({ directory: join(folder, 'tls'), names: ['localhost'], ...sources });
  return {
    async open(name) {
      await server.ensureDatabase(name);
      const database = openDatabase(server.target(name));
      await migrateDirectory(database);
      const sealingKey = new Secret(randomBytes(32).toString('hex'));
      const directory = createDirectory({ ...sources, database, sealingKey, createKey: createSelfSignedCertificate });
      const place = { host: '127.0.0.1', port: 0, environment: { label: 'Bench', isRehearsal: true } };
      const idp = await createIdp({ ...sources, ...place, directory, database, tls, log: silentLog });
      closing.push(async () => {
        await idp.close();
        await database.close();
      });
      return { url: idp.url, caPem, directory, database };
    },
    async stop() {
      for (const close of closing) await close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
