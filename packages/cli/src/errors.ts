// What can stop a command before or between the parts it composes.
import { AppError, type Finding } from '@keyshift/base';

export const cliErrors = {
  settingsInvalid(p: { findings: readonly Finding[] }): AppError<'cli.settings_invalid'> {
    return new AppError({
      code: 'cli.settings_invalid',
      what: 'cannot use these settings',
      why: p.findings.map(({ where, why }) => `${where}: ${why}`).join('; '),
      fix: p.findings[0]?.fix ?? 'correct them and try again',
      details: p,
    });
  },
  dataForeign(p: { directory: string }): AppError<'cli.data_foreign'> {
    return new AppError({
      code: 'cli.data_foreign',
      what: `cannot use ${p.directory}`,
      why: 'it holds files that are not Keyshift’s',
      fix: 'name an empty or new directory with --data',
      details: p,
    });
  },
  dataNewer(p: { directory: string; version: number }): AppError<'cli.data_newer'> {
    return new AppError({
      code: 'cli.data_newer',
      what: `cannot use ${p.directory}`,
      why: `a newer Keyshift wrote it (format ${p.version})`,
      fix: 'update Keyshift, or name another directory with --data',
      details: p,
    });
  },
  dataUnwritable(p: { directory: string; reason: string }): AppError<'cli.data_unwritable'> {
    return new AppError({
      code: 'cli.data_unwritable',
      what: `cannot write to ${p.directory}`,
      why: p.reason,
      fix: 'make it writable for you, or name another directory with --data',
      details: p,
    });
  },
  dataInUse(p: { directory: string; processId: number }): AppError<'cli.data_in_use'> {
    return new AppError({
      code: 'cli.data_in_use',
      what: `cannot start on ${p.directory}`,
      why: `a running Keyshift (process ${p.processId}) uses it`,
      fix: 'stop that one, or name another directory with --data',
      details: p,
    });
  },
  diskFull(p: { directory: string }): AppError<'cli.disk_full'> {
    return new AppError({
      code: 'cli.disk_full',
      what: `cannot write to ${p.directory}`,
      why: 'the disk is full',
      fix: 'free about 200 MB, or name a directory on another disk with --data, and start again: nothing is half-written',
      details: p,
    });
  },
  portTaken(p: { ports: string; flags: string }): AppError<'cli.port_taken'> {
    return new AppError({
      code: 'cli.port_taken',
      what: `cannot listen on ${p.ports}`,
      why: 'another program uses it',
      fix: `stop that program, or move Keyshift, as in: npm start -- ${p.flags}`,
      details: p,
    });
  },
  notRunning(p: { directory: string }): AppError<'cli.not_running'> {
    return new AppError({
      code: 'cli.not_running',
      what: 'there is nothing to connect to',
      why: `no Keyshift runs on ${p.directory}`,
      fix: 'start it in another terminal with `npm start` or `keyshift up --demo`, or name its directory with --data',
      details: p,
    });
  },
  noCluster(p: { directory: string }): AppError<'cli.no_cluster'> {
    return new AppError({
      code: 'cli.no_cluster',
      what: 'there is no cluster and application to sign in to',
      why: `the Keyshift on ${p.directory} has none yet`,
      fix: 'describe them in keyshift.yaml and run `keyshift apply`, or start with --demo',
      details: p,
    });
  },
  notSignedIn(): AppError<'cli.not_signed_in'> {
    return new AppError({
      code: 'cli.not_signed_in',
      what: 'nobody is signed in',
      why: 'there is no kept session, or it has expired',
      fix: 'run `keyshift login`',
    });
  },
  fileUnreadable(p: { file: string; reason: string }): AppError<'cli.file_unreadable'> {
    return new AppError({
      code: 'cli.file_unreadable',
      what: `cannot read ${p.file}`,
      why: p.reason,
      fix: 'name an existing file',
      details: p,
    });
  },
  optionInvalid(p: { option: string; why: string; fix: string }): AppError<'cli.option_invalid'> {
    return new AppError({ code: 'cli.option_invalid', what: `cannot use ${p.option}`, why: p.why, fix: p.fix });
  },
  apiUnreachable(p: { web: string; reason: string }): AppError<'cli.api_unreachable'> {
    return new AppError({
      code: 'cli.api_unreachable',
      what: `cannot reach ${p.web}`,
      why: p.reason,
      fix: 'check that Keyshift runs there, and KEYSHIFT_CA_FILE if its certificate is from a local authority',
    });
  },
  apiUnreadable(p: { status: number }): AppError<'cli.api_unreadable'> {
    return new AppError({
      code: 'cli.api_unreadable',
      what: 'the answer could not be read',
      why: `status ${p.status} came without an explanation that is Keyshift's`,
      fix: 'check KEYSHIFT_API_URL: it names scheme, host and port of Keyshift itself',
      details: p,
    });
  },
  auditBroken(p: { sequence: number; reason: string }): AppError<'cli.audit_broken'> {
    return new AppError({
      code: 'cli.audit_broken',
      what: 'the audit log is not whole',
      why: `at entry ${p.sequence}, ${p.reason}`,
      fix: 'keep the database as it is, compare it with an earlier export, and find out who could write to it',
      details: p,
    });
  },
  trailUnreadable(p: { file: string; why: string }): AppError<'cli.trail_unreadable'> {
    return new AppError({
      code: 'cli.trail_unreadable',
      what: `cannot read ${p.file} as a CloudTrail`,
      why: p.why,
      fix: 'give a CloudTrail log file, the output of `aws cloudtrail lookup-events`, or one record a line as JSON',
      details: p,
    });
  },
  trailNoProvider(): AppError<'cli.trail_no_provider'> {
    return new AppError({
      code: 'cli.trail_no_provider',
      what: 'nothing was compared',
      why: 'no application has the ARN of its SAML provider at AWS on record',
      fix: 'name it with --provider, or record it in the settings of the application',
    });
  },
  assertionsForged(p: { assertionIds: readonly string[] }): AppError<'cli.assertions_forged'> {
    return new AppError({
      code: 'cli.assertions_forged',
      what: 'AWS took assertions that this identity provider did not issue',
      why: `${p.assertionIds.length} of them: ${p.assertionIds.slice(0, 5).join(', ')}`,
      fix: 'treat the signing key as stolen: rotate it now, remove the old certificate at AWS, and end the sessions of the roles',
      details: p,
    });
  },
  targetUnsupported(p: { target: string }): AppError<'cli.target_unsupported'> {
    return new AppError({
      code: 'cli.target_unsupported',
      what: `cannot work on the target ${p.target}`,
      why: 'this version rolls out to the rehearsal only',
      fix: 'use --target rehearsal',
      details: p,
    });
  },
};

export type CliErrorCode = ReturnType<(typeof cliErrors)[keyof typeof cliErrors]>['code'];
