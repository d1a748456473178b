// What can go wrong between "open the browser" and the first row.
import { AppError } from '@keyshift/base';

export const clientErrors = {
  listenPortTaken(p: { port: number }): AppError<'client.listen_port_taken'> {
    return new AppError({
      code: 'client.listen_port_taken',
      what: 'cannot wait for the browser sign-in',
      why: `another program, perhaps another sign-in, listens on port ${p.port}`,
      fix: 'finish or cancel the other sign-in and try again',
      details: p,
    });
  },
  timeoutTooShort(p: { seconds: number; shortest: number }): AppError<'client.timeout_too_short'> {
    return new AppError({
      code: 'client.timeout_too_short',
      what: 'cannot start the browser sign-in',
      why: `a response timeout of ${p.seconds} s leaves no time to sign in`,
      fix: `use ${p.shortest} s or more, 60 s or more with a second factor`,
      details: p,
    });
  },
  signInTimedOut(p: { seconds: number }): AppError<'client.sign_in_timed_out'> {
    return new AppError({
      code: 'client.sign_in_timed_out',
      what: 'the browser sign-in did not finish',
      why: `no assertion arrived within ${p.seconds} s`,
      fix: 'try again and sign in sooner, or raise the timeout',
      details: p,
    });
  },
  loginUrlNotHttps(p: { loginUrl: string }): AppError<'client.login_url_not_https'> {
    return new AppError({
      code: 'client.login_url_not_https',
      what: 'cannot start the browser sign-in',
      why: `the login URL ${p.loginUrl} is not https, which every Redshift client requires`,
      fix: 'use the https address of the identity provider',
      details: p,
    });
  },
  noRole(): AppError<'client.no_role'> {
    return new AppError({
      code: 'client.no_role',
      what: 'signed in, but not to any AWS role',
      why: 'the assertion carries no Role attribute with a role and a provider ARN',
      fix: 'ask the administrator to give your group a role in the SSO application',
    });
  },
  roleNotOffered(p: { preferred?: string; offered: readonly string[] }): AppError<'client.role_not_offered'> {
    return new AppError({
      code: 'client.role_not_offered',
      what: 'cannot choose the AWS role',
      why:
        p.preferred === undefined
          ? `the assertion offers ${p.offered.length} roles and none was chosen`
          : `the assertion does not offer ${p.preferred}`,
      fix: `choose one of: ${p.offered.join(', ')}`,
      details: p,
    });
  },
  awsRefused(p: { action: string; awsCode: string; awsMessage: string }): AppError<'client.aws_refused'> {
    return new AppError({
      code: 'client.aws_refused',
      what: `${p.action} was refused`,
      why: `${p.awsCode}: ${p.awsMessage}`,
      fix: 'check the role, its trust policy and access policy, and that the sign-in is fresh',
      details: p,
    });
  },
  awsUnreachable(p: { action: string; endpoint: string; reason: string }): AppError<'client.aws_unreachable'> {
    return new AppError({
      code: 'client.aws_unreachable',
      what: `${p.action} got no answer`,
      why: `${p.endpoint}: ${p.reason}`,
      fix: 'check that the endpoint runs and the network lets you reach it',
      details: p,
    });
  },
  databaseRefused(p: {
    host: string;
    port: number;
    sqlState: string;
    reason: string;
  }): AppError<'client.database_refused'> {
    return new AppError({
      code: 'client.database_refused',
      what: `the database at ${p.host}:${p.port} refused the connection`,
      why: `${p.reason} (SQLSTATE ${p.sqlState})`,
      fix: 'check the group, the security group and that the credential is fresh; sign in again with `keyshift login`',
      details: p,
    });
  },
  databaseUnreachable(p: { host: string; port: number; reason: string }): AppError<'client.database_unreachable'> {
    return new AppError({
      code: 'client.database_unreachable',
      what: `cannot reach the database at ${p.host}:${p.port}`,
      why: p.reason,
      fix: 'check that the cluster is available, its port equals the rule in the security group, and its CA file is the one given',
      details: p,
    });
  },
  sql(p: { sqlState: string; reason: string; hint: string }): AppError<'client.sql'> {
    return new AppError({
      code: 'client.sql',
      what: 'the statement failed',
      why: `${p.reason} (SQLSTATE ${p.sqlState})`,
      fix: p.hint,
      details: p,
    });
  },
};

export type ClientErrorCode = ReturnType<(typeof clientErrors)[keyof typeof clientErrors]>['code'];
