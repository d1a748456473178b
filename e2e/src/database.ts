// Connections to the demo's cluster with the plain PostgreSQL driver.
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Info } from '@keyshift/cli';
import { Client } from 'pg';
import { onlyCluster } from './people.ts';

export type DatabaseLogin = {
  readonly user: string;
  readonly password: string;
  readonly database?: string;
  /** Source address, one of this machine's loopback addresses. */
  readonly from?: string;
};

/** Connects, runs `sql`, and gives the rows as arrays. */
export async function query(info: Info, login: DatabaseLogin, sql: string): Promise<unknown[][]> {
  const { host, port, database } = onlyCluster(info);
  const client = new Client({
    host,
    port,
    database: login.database ?? database,
    user: login.user,
    password: login.password,
    ssl: { ca: readFileSync(info.caFile) },
    ...(login.from === undefined ? {} : { stream: () => socketFrom(login.from ?? '') }),
  });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

export function masterLogin(info: Info): DatabaseLogin {
  const { masterUsername: user, masterPassword: password } = onlyCluster(info);
  return { user, password };
}

/** A socket whose connections come from `localAddress`. */
function socketFrom(localAddress: string): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket) as (options: {
    port: number;
    host: string;
    localAddress: string;
  }) => Socket;
  return Object.assign(socket, {
    connect: (port: number, host: string) => connect({ port, host, localAddress }),
  });
}
