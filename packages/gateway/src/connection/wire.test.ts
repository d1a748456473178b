import { once } from 'node:events';
import { connect } from 'node:net';
import {
  decodeServerMessage,
  encodeGssEncryptionRequest,
  encodePassword,
  encodeSslRequest,
  type Frame,
} from '@keyshift/pgwire';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCluster, type TestCluster, values } from '../testing/cluster.ts';
import {
  errorOf,
  extended,
  frame,
  openEncrypted,
  openPlain,
  type RawPeer,
  startup,
  sync,
} from '../testing/raw-peer.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster({ loginTimeoutMs: 1_500, unauthenticatedPerAddress: 5, sessionFrameBytes: 1_000_000 });
});
beforeEach(() => void cluster.log.splice(0));
afterAll(() => cluster.stop());

const types = (frames: readonly Frame[]): string => frames.map(({ type }) => String.fromCharCode(type)).join('');
const logged = (): string => cluster.log.join('\n');

async function login(extra: Record<string, string> = {}, write = send): Promise<{ peer: RawPeer; greeting: Frame[] }> {
  const peer = await openEncrypted(cluster.port, cluster.caPem);
  const user = 'IAMA:alice';
  await write(peer, startup({ user, database: 'testdb', ...extra }));
  expect(types(await peer.until('R'))).toBe('R');
  await write(peer, encodePassword(cluster.mint(user)));
  return { peer, greeting: await peer.until('Z') };
}
const send = async (peer: RawPeer, bytes: Buffer): Promise<void> => peer.write(bytes);
const sendByteByByte = async (peer: RawPeer, bytes: Buffer): Promise<void> => {
  for (const byte of bytes) await new Promise<void>((resolve) => peer.socket.write(Buffer.of(byte), () => resolve()));
};

describe('start-up', () => {
  it('takes what the Redshift drivers send and dresses PostgreSQL as Redshift', async () => {
    const { peer, greeting } = await login({
      client_encoding: 'UTF8',
      datestyle: 'ISO',
      TimeZone: 'Europe/Vienna',
      extra_float_digits: '2',
      application_name: '[main]Main.main(Main.java:8)',
      driver_version: 'Redshift JDBC Driver 2.2.6',
      os_version: 'Linux',
      plugin_name: 'com.amazon.redshift.plugin.BrowserSamlCredentialsProvider',
      client_protocol_version: '3',
      driver_discovery_version: '1',
      '_pq_.compression': 'lz4',
      options: '-c statement_timeout=1',
      search_path: 'pg_temp',
      replication: 'database',
    });
    const statuses = new Map(
      greeting.flatMap((message) => {
        const decoded = decodeServerMessage(message);
        return decoded?.kind === 'parameterStatus' ? [[decoded.name, decoded.value] as const] : [];
      }),
    );
    expect(Object.fromEntries(statuses)).toMatchObject({
      server_version: '8.0.2',
      max_varchar_size: '65535',
      integer_datetimes: 'on',
      TimeZone: 'Europe/Vienna',
      standard_conforming_strings: 'on',
    });
    expect(statuses.has('padb_revision')).toBe(true);
    expect(statuses.has('server_protocol_version') || statuses.has('show_discovery')).toBe(false);
    expect(types(greeting.slice(-2))).toBe('KZ');
    expect(greeting.at(-2)?.bytes.length).toBe(13);
    peer.write(
      frame('Q', Buffer.from("SELECT current_setting('statement_timeout') || current_setting('search_path')\0")),
    );
    const [, row] = await peer.until('Z');
    expect(row?.bytes.toString()).toContain('0"$user", public');
    expect(logged()).toMatch(/parameters_dropped.*_pq_.compression options search_path replication/);
    peer.close();
  });

  it('works byte by byte', async () => {
    const { peer, greeting } = await login({}, sendByteByByte);
    expect(types(greeting)).toMatch(/^RS+KZ$/);
    await sendByteByByte(peer, frame('Q', Buffer.from("SET query_group TO 'x'; SELECT 7\0")));
    expect(types(await peer.until('Z'))).toBe('CTDCZ');
    peer.close();
  });

  it('answers N to GSSAPI encryption and goes on', async () => {
    const socket = connect({ port: cluster.port, host: '127.0.0.1' });
    socket.write(encodeGssEncryptionRequest());
    expect(String((await once(socket, 'data'))[0])).toBe('N');
    socket.write(encodeSslRequest());
    expect(String((await once(socket, 'data'))[0])).toBe('S');
    socket.destroy();
  });
});

describe('a hostile opening is refused', () => {
  const opening = async (bytes: Buffer): Promise<{ code?: string; message?: string }> => {
    const peer = await openPlain(cluster.port);
    peer.write(bytes);
    const answer = errorOf(await peer.next());
    expect(await peer.next()).toBeUndefined();
    return answer;
  };
  const packet = (length: number, body: Buffer): Buffer => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(length >>> 0);
    return Buffer.concat([header, body]);
  };

  it('with data sent before the TLS handshake (gateway.unexpected_bytes, CVE-2021-23222)', async () => {
    const bytes = Buffer.concat([encodeSslRequest(), startup({ user: 'IAMA:alice' })]);
    expect(await opening(bytes)).toMatchObject({ code: '08P01' });
    expect(logged()).toContain('gateway.unexpected_bytes');
  });

  it('with a second GSSENCRequest (gateway.opening_repeated)', async () => {
    const socket = connect({ port: cluster.port, host: '127.0.0.1' });
    socket.write(encodeGssEncryptionRequest());
    await once(socket, 'data');
    socket.write(encodeGssEncryptionRequest());
    await once(socket, 'close');
    expect(logged()).toContain('gateway.opening_repeated');
  });

  it('with an SSLRequest inside TLS (gateway.opening_repeated)', async () => {
    const peer = await openEncrypted(cluster.port, cluster.caPem);
    peer.write(encodeSslRequest());
    expect(errorOf(await peer.next())).toMatchObject({ code: '08P01' });
  });

  it.each([
    ['a start-up packet over 10 000 bytes', packet(10_001, Buffer.alloc(0)), '54000'],
    ['a negative length', packet(-1, Buffer.alloc(8)), '08P01'],
    ['a length below its own four bytes', packet(3, Buffer.alloc(8)), '08P01'],
    ['no version', packet(4, Buffer.alloc(0)), '08P01'],
    ['protocol 2.0', packet(9, Buffer.from([0, 2, 0, 0, 0])), '0A000'],
    ['protocol 3.2', packet(9, Buffer.from([0, 3, 0, 2, 0])), '0A000'],
    ['a TLS handshake without SSLRequest', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1]), '54000'],
    ['a text that does not end', packet(12, Buffer.from([0, 3, 0, 0, 117, 115, 101, 114])), '08P01'],
    [
      'an overlong UTF-8 user',
      packet(18, Buffer.from([0, 3, 0, 0, ...Buffer.from('user\0'), 0xc0, 0xaf, 0, 0, 0])),
      '08P01',
    ],
    ['no user (gateway.user_missing)', startup({ database: 'testdb' }), '28000'],
  ])('%s', async (_name, bytes, code) => {
    expect(await opening(bytes)).toMatchObject({ code });
  });

  it('with something else than a password (gateway.password_expected)', async () => {
    const peer = await openEncrypted(cluster.port, cluster.caPem);
    peer.write(startup({ user: 'IAMA:alice' }));
    await peer.until('R');
    peer.write(frame('Q', Buffer.from('SELECT 1\0')));
    expect(errorOf(await peer.next())).toMatchObject({ code: '08P01' });
    expect(logged()).toContain('gateway.password_expected');
  });

  it('with a password message that announces a gigabyte', async () => {
    const peer = await openEncrypted(cluster.port, cluster.caPem);
    peer.write(startup({ user: 'IAMA:alice' }));
    await peer.until('R');
    peer.write(frame('p', Buffer.alloc(0), 2 ** 30));
    expect(errorOf(await peer.next())).toMatchObject({ code: '54000' });
  });

  it('when the client goes away in the middle (gateway.client_gone)', async () => {
    const peer = await openEncrypted(cluster.port, cluster.caPem);
    peer.write(startup({ user: 'IAMA:alice' }));
    await peer.until('R');
    peer.close();
    await expect.poll(logged).toContain('gateway.client_gone');
  });

  it('that takes too long (gateway.login_timeout)', async () => {
    const peer = await openPlain(cluster.port);
    expect(errorOf(await peer.next())).toMatchObject({ code: '57014' });
    expect(logged()).toContain('gateway.login_timeout');
  });

  it('beyond the number that may wait, and lets others in when they have gone (gateway.too_many_connections)', async () => {
    const idle = await Promise.all(Array.from({ length: 5 }, () => openPlain(cluster.port)));
    const refused = await openPlain(cluster.port);
    expect(errorOf(await refused.next())).toMatchObject({ code: '53300' });
    for (const peer of idle) peer.close();
    await expect.poll(async () => (await login().catch(() => undefined))?.greeting.length).toBeGreaterThan(5);
  });
});

describe('a session', () => {
  it('passes pipelined statements in one packet, in two, and cut anywhere', async () => {
    const { peer } = await login();
    const batch = Buffer.concat([
      extended('SELECT 1'),
      extended('SET query_group TO DEFAULT'),
      extended("SELECT 'disable' AS d"),
      sync,
    ]);
    const expected = '12TDC12nC12TDCZ';
    peer.write(batch);
    expect(types(await peer.until('Z'))).toBe(expected);
    for (let cut = 1; cut < batch.length; cut += 7) {
      await send(peer, batch.subarray(0, cut));
      await new Promise((resolve) => setImmediate(resolve));
      await send(peer, batch.subarray(cut));
      expect(types(await peer.until('Z'))).toBe(expected);
    }
    peer.close();
  });

  it('ends with SQLSTATE 54000 for a message above the cap, and 08P01 for an impossible length', async () => {
    const first = (await login()).peer;
    first.write(frame('B', Buffer.alloc(0), 1_000_001));
    expect(errorOf((await first.until('E')).at(-1))).toMatchObject({ code: '54000' });
    const second = (await login()).peer;
    second.write(frame('B', Buffer.alloc(0), 2));
    expect(errorOf((await second.until('E')).at(-1))).toMatchObject({ code: '08P01' });
  });

  it('is told by the database itself that a message kind is unknown', async () => {
    const { peer } = await login();
    peer.write(frame('~', Buffer.alloc(0)));
    expect(errorOf((await peer.until('E')).at(-1))).toMatchObject({ code: '08P01' });
    peer.close();
  });

  it('passes COPY in both directions', async () => {
    const { peer } = await login();
    peer.write(frame('Q', Buffer.from('CREATE TEMP TABLE t (a text); COPY t FROM STDIN\0')));
    expect(types(await peer.until('G'))).toBe('CG');
    const line = Buffer.from(`${'Q'.repeat(60_000)}\n`);
    for (let count = 0; count < 20; count += 1) peer.write(frame('d', line));
    peer.write(frame('c', Buffer.alloc(0)));
    await peer.until('Z');
    peer.write(frame('Q', Buffer.from('COPY t TO STDOUT\0')));
    const copied = (await peer.until('Z')).filter(({ type }) => type === 'd'.charCodeAt(0));
    expect(copied.length).toBe(20);
    peer.close();
  });

  it('does not read faster than its client: a stalled reader holds the database back', async () => {
    const { peer } = await login();
    peer.socket.pause();
    // 60 MB: far more than the sockets in between can hold.
    peer.write(frame('Q', Buffer.from("SELECT repeat('x', 1000) FROM generate_series(1, 60000)\0")));
    const master = await cluster.master();
    const state = `SELECT state || ' ' || coalesce(wait_event, '') FROM pg_stat_activity WHERE query LIKE '%60000)'`;
    await expect.poll(() => values(master, state)).toEqual(['active ClientWrite']);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await values(master, state)).toEqual(['active ClientWrite']);
    await master.end();
    peer.socket.resume();
    expect((await peer.until('Z')).length).toBe(60_003);
    peer.close();
  });

  it('is ended with 57P01 when the gateway closes', async () => {
    const { peer } = await login();
    await cluster.gateway.close();
    const frames = await peer.until('E');
    expect(errorOf(frames.at(-1))).toMatchObject({ code: '57P01' });
    expect(logged()).toContain('gateway.shutting_down');
  });
});
