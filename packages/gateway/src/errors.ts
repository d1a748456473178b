// Why the gateway refuses a connection. `what` alone must tell a person the essential, since most drivers show only that.
import { AppError } from '@keyshift/base';

export const gatewayErrors = {
  sourceRefused(p: {
    address: string;
    cluster: string;
    port: number;
    reason: string;
  }): AppError<'gateway.source_refused'> {
    return new AppError({
      code: 'gateway.source_refused',
      what: `the security group of cluster ${p.cluster} does not let ${p.address} in: add an inbound rule for ${p.address}, TCP port ${p.port}`,
      why: p.reason,
      fix: `add an inbound rule of type Redshift for ${p.address} to the cluster's security group, or connect from an address that has one`,
      details: { address: p.address, cluster: p.cluster },
    });
  },
  tooManyConnections(p: { address: string }): AppError<'gateway.too_many_connections'> {
    return new AppError({
      code: 'gateway.too_many_connections',
      what: 'too many connections are waiting to log in',
      why: `the limit for ${p.address} or for the whole cluster is reached`,
      fix: 'wait a moment and connect again',
    });
  },
  loginTimeout(): AppError<'gateway.login_timeout'> {
    return new AppError({
      code: 'gateway.login_timeout',
      what: 'the login took too long',
      why: 'a client has ten seconds from connecting to being logged in',
      fix: 'connect again; a client that asks a person for the password should do so before it connects',
    });
  },
  unexpectedBytes(): AppError<'gateway.unexpected_bytes'> {
    return new AppError({
      code: 'gateway.unexpected_bytes',
      what: 'the connection is closed',
      why: 'data was received in the clear after the request for encryption, which may be an attack',
      fix: 'connect with a client that waits for the answer to its SSLRequest',
    });
  },
  openingRepeated(): AppError<'gateway.opening_repeated'> {
    return new AppError({
      code: 'gateway.opening_repeated',
      what: 'the connection is closed',
      why: 'encryption was asked for again after it had been settled',
      fix: 'send the start-up packet after the answer to the encryption request',
    });
  },
  tlsRequired(): AppError<'gateway.tls_required'> {
    return new AppError({
      code: 'gateway.tls_required',
      what: 'this cluster takes passwords over TLS only: connect with sslmode=require or stronger',
      why: 'the connection is not encrypted',
      fix: 'set sslmode=require, or verify-full with the CA file of this installation',
    });
  },
  userMissing(): AppError<'gateway.user_missing'> {
    return new AppError({
      code: 'gateway.user_missing',
      what: 'no user name was given',
      why: 'the start-up packet has no parameter "user"',
      fix: 'name the database user in the connection settings',
    });
  },
  passwordExpected(): AppError<'gateway.password_expected'> {
    return new AppError({
      code: 'gateway.password_expected',
      what: 'the connection is closed',
      why: 'a password was asked for and something else was received',
      fix: 'connect with a client that supports password authentication',
    });
  },
  loginFailed(p: { user: string }): AppError<'gateway.login_failed'> {
    return new AppError({
      code: 'gateway.login_failed',
      what: `password authentication failed for user "${p.user}"`,
      why: 'the user or the password is not right, or this user may not log in with a password',
      fix: 'check user and password; for single sign-on, sign in again to get a new temporary password',
    });
  },
  credentialExpired(p: { user: string }): AppError<'gateway.credential_expired'> {
    return new AppError({
      code: 'gateway.credential_expired',
      what: `the temporary password of user "${p.user}" has expired`,
      why: 'a minted password opens the database for a limited time only',
      fix: 'sign in again to get a new one',
    });
  },
  nameRefused(p: { kind: 'user' | 'group'; name: string }): AppError<'gateway.name_refused'> {
    return new AppError({
      code: 'gateway.name_refused',
      what: `"${p.name}" cannot be used as a database ${p.kind}`,
      why: 'it is reserved, longer than 63 characters, or has characters other than letters, digits and _ $ @ . + -',
      fix: `choose another ${p.kind} name`,
    });
  },
  userUnknown(p: { user: string }): AppError<'gateway.user_unknown'> {
    return new AppError({
      code: 'gateway.user_unknown',
      what: `user "${p.user}" does not exist`,
      why: 'the credential was asked for without AutoCreate',
      fix: `create the user with CREATE USER, or ask for the credential with AutoCreate=true`,
    });
  },
  userRefused(p: { user: string }): AppError<'gateway.user_refused'> {
    return new AppError({
      code: 'gateway.user_refused',
      what: `user "${p.user}" cannot log in with a temporary password`,
      why: 'the master user, superusers, groups and roles without LOGIN are excluded from single sign-on',
      fix: 'ask for a credential for an ordinary database user',
    });
  },
  groupUnknown(p: { group: string }): AppError<'gateway.group_unknown'> {
    return new AppError({
      code: 'gateway.group_unknown',
      what: `group "${p.group}" does not exist`,
      why: 'the credential joins groups, and each must exist in the database',
      fix: `let the master user run CREATE GROUP "${p.group}"`,
    });
  },
  groupRefused(p: { group: string }): AppError<'gateway.group_refused'> {
    return new AppError({
      code: 'gateway.group_refused',
      what: `"${p.group}" is not a group that a session may join`,
      why: 'it is a user, or a role that the server itself defines',
      fix: 'name groups made with CREATE GROUP only',
    });
  },
  databaseUnknown(p: { database: string }): AppError<'gateway.database_unknown'> {
    return new AppError({
      code: 'gateway.database_unknown',
      what: `database "${p.database}" does not exist`,
      why: 'the cluster has no database of that name',
      fix: 'check the database name in the connection settings',
    });
  },
  upstreamBroken(p: { cluster: string }): AppError<'gateway.upstream_broken'> {
    return new AppError({
      code: 'gateway.upstream_broken',
      what: `cluster ${p.cluster} is not answering`,
      why: 'its database server closed the connection before the session began',
      fix: 'try again in a moment; if it stays so, restart the cluster',
    });
  },
  clientGone(): AppError<'gateway.client_gone'> {
    return new AppError({
      code: 'gateway.client_gone',
      what: 'the connection is closed',
      why: 'the client went away during the login',
      fix: 'connect again',
    });
  },
  shuttingDown(): AppError<'gateway.shutting_down'> {
    return new AppError({
      code: 'gateway.shutting_down',
      what: 'terminating connection: the cluster is shutting down',
      why: 'an administrator stopped it',
      fix: 'connect again when it runs',
    });
  },
  portTaken(p: { host: string; port: number }): AppError<'gateway.port_taken'> {
    return new AppError({
      code: 'gateway.port_taken',
      what: `the Redshift endpoint cannot listen on ${p.host}:${p.port}`,
      why: 'another program uses that port, or it may not be used',
      fix: 'stop that program, or give the cluster another port',
      details: { host: p.host, port: p.port },
    });
  },
  masterNameRefused(p: { name: string }): AppError<'gateway.master_name_refused'> {
    return new AppError({
      code: 'gateway.master_name_refused',
      what: `"${p.name}" cannot be the master user`,
      why: 'it is reserved, or has characters other than letters, digits and _ $ @ . + -',
      fix: 'choose another master user name',
    });
  },
  masterUnknown(p: { name: string }): AppError<'gateway.master_unknown'> {
    return new AppError({
      code: 'gateway.master_unknown',
      what: `the password of master user "${p.name}" was not changed`,
      why: 'the cluster has no such user',
      fix: 'create the cluster database first',
    });
  },
} as const;

export type GatewayErrorCode = ReturnType<(typeof gatewayErrors)[keyof typeof gatewayErrors]>['code'];
