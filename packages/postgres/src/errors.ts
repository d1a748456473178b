// What can go wrong between Keyshift and its database, said so that a person can act on it.
import { AppError } from '@keyshift/base';

export const postgresErrors = {
  unreachable(p: { reason: string; cause?: unknown }): AppError<'postgres.unreachable'> {
    return new AppError({
      code: 'postgres.unreachable',
      what: 'the database cannot be reached',
      why: p.reason,
      fix: 'start the database server, or correct its address',
      cause: p.cause,
    });
  },
  loginRefused(p: { reason: string; cause?: unknown }): AppError<'postgres.login_refused'> {
    return new AppError({
      code: 'postgres.login_refused',
      what: 'the database refused the login',
      why: p.reason,
      fix: 'check the user name, password and database in the connection string',
      cause: p.cause,
    });
  },
  diskFull(p: { cause?: unknown }): AppError<'postgres.disk_full'> {
    return new AppError({
      code: 'postgres.disk_full',
      what: 'the database could not write',
      why: 'its disk is full',
      fix: 'free some space on the disk of the data directory and try again',
      cause: p.cause,
    });
  },
  tooManyConnections(p: { cause?: unknown }): AppError<'postgres.too_many_connections'> {
    return new AppError({
      code: 'postgres.too_many_connections',
      what: 'the database accepts no further connection',
      why: 'its connection limit is reached',
      fix: 'close other programs that use this database, or raise max_connections',
      cause: p.cause,
    });
  },
  transactionAborted(): AppError<'postgres.transaction_aborted'> {
    return new AppError({
      code: 'postgres.transaction_aborted',
      what: 'nothing was stored',
      why: 'a statement of the transaction had failed, so the database rolled it back at its end',
      fix: 'look at the first error of the transaction; it must not be ignored',
    });
  },
  schemaName(p: { schema: string }): AppError<'postgres.schema_name'> {
    return new AppError({
      code: 'postgres.schema_name',
      what: 'the migrations cannot run',
      why: `"${p.schema}" is not a plain schema name`,
      fix: 'use lower-case letters, digits and underscores, beginning with a letter',
    });
  },
  schemaNewer(p: { schema: string; ids: readonly string[] }): AppError<'postgres.schema_newer'> {
    return new AppError({
      code: 'postgres.schema_newer',
      what: `the database schema "${p.schema}" is not changed`,
      why: `a newer version of Keyshift has migrated it (unknown: ${p.ids.join(', ')})`,
      fix: 'run that newer version, or restore a backup made with this version',
      details: { schema: p.schema, ids: p.ids },
    });
  },
  noAccount(p: { reason: string }): AppError<'postgres.no_account'> {
    return new AppError({
      code: 'postgres.no_account',
      what: 'the database server cannot be started',
      why: p.reason,
      fix: 'run Keyshift as a user that is listed in /etc/passwd; for root, create an account with: useradd --system postgres',
    });
  },
  binariesMissing(p: { searched: readonly string[] }): AppError<'postgres.binaries_missing'> {
    return new AppError({
      code: 'postgres.binaries_missing',
      what: 'no PostgreSQL server was found',
      why: `looked for ${p.searched.join(', ')}`,
      fix: 'run npm install again without --omit=optional, or install PostgreSQL 16 or newer',
      details: { searched: p.searched },
    });
  },
  binariesUnusable(p: { directory: string; reason: string }): AppError<'postgres.binaries_unusable'> {
    return new AppError({
      code: 'postgres.binaries_unusable',
      what: `the PostgreSQL programs in ${p.directory} cannot be used`,
      why: p.reason,
      fix: 'install PostgreSQL 16 or newer, or correct the permissions of that directory',
    });
  },
  directoryUnusable(p: { directory: string; reason: string }): AppError<'postgres.directory_unusable'> {
    return new AppError({
      code: 'postgres.directory_unusable',
      what: `the database directory ${p.directory} cannot be used`,
      why: p.reason,
      fix: 'choose another data directory, or correct its owner and permissions',
    });
  },
  versionMismatch(p: { directory: string; found: string; binaries: string }): AppError<'postgres.version_mismatch'> {
    return new AppError({
      code: 'postgres.version_mismatch',
      what: `the database directory ${p.directory} cannot be opened`,
      why: `PostgreSQL ${p.found} wrote it, and the server at hand is version ${p.binaries}`,
      fix: `use a PostgreSQL ${p.found} server, or begin with an empty data directory`,
    });
  },
  inUse(p: { directory: string; ownerProcessId: number }): AppError<'postgres.in_use'> {
    return new AppError({
      code: 'postgres.in_use',
      what: `the database directory ${p.directory} cannot be opened`,
      why: `the running process ${p.ownerProcessId} uses it`,
      fix: 'stop that process first, or choose another data directory',
      details: { ownerProcessId: p.ownerProcessId },
    });
  },
  initFailed(p: { directory: string; output: string }): AppError<'postgres.init_failed'> {
    return new AppError({
      code: 'postgres.init_failed',
      what: `the database directory ${p.directory} could not be made`,
      why: `initdb said: ${p.output}`,
      fix: 'correct what initdb names, then start again',
    });
  },
  startFailed(p: { logFile: string; output: string }): AppError<'postgres.start_failed'> {
    return new AppError({
      code: 'postgres.start_failed',
      what: 'the database server did not start',
      why: `its last words were: ${p.output}`,
      fix: `read ${p.logFile}, correct what it names, then start again`,
    });
  },
} as const;

export type PostgresErrorCode = ReturnType<(typeof postgresErrors)[keyof typeof postgresErrors]>['code'];
