// Connection pool, migrations, embedded server.
export { createBatch } from './batch.ts';
export { type Database, type DatabaseTarget, openDatabase, type Queryable } from './database.ts';
export { isDatabaseError } from './database-error.ts';
export { type PostgresErrorCode, postgresErrors } from './errors.ts';
export { type Migration, migrate } from './migrate.ts';
export { prepareDataDirectory } from './server/data-directory.ts';
export { removePostgres } from './server/home.ts';
export { type PostgresServer, type StartOptions, startPostgres } from './server/start.ts';
