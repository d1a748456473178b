import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { decodeServerMessage, encodeCancelRequest, encodePassword } from '@keyshift/pgwire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type TestCluster, values } from '../testing/cluster.ts';
import { errorOf, frame, openEncrypted, type RawPeer, startup } from '../testing/raw-peer.ts';

type Key = { processId: number; secretKey: number };

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

async function login(): Promise<{ peer: RawPeer; key: Key }> {
  const peer = await openEncrypted(cluster.port, cluster.caPem);
  peer.write(startup({ user: 'IAMA:alice', database: 'testdb' }));
  await peer.until('R');
  peer.write(encodePassword(cluster.mint('IAMA:alice')));
  const keys = (await peer.until('Z')).flatMap((message) => {
    const decoded = decodeServerMessage(message);
    return decoded?.kind === 'backendKeyData' ? [decoded] : [];
  });
  return { peer, key: keys[0] ?? { processId: 0, secretKey: 0 } };
}

async function sendCancel(key: Key): Promise<void> {
  const socket = connect({ port: cluster.port, host: '127.0.0.1' });
  socket.resume().write(encodeCancelRequest(key));
  await once(socket, 'close');
}

const sleep = frame('Q', Buffer.from('SELECT pg_sleep(600)\0'));

async function waitUntilSleeping(count: number): Promise<void> {
  const master = await cluster.master();
  const sql = `SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)' AND state = 'active'`;
  await expect.poll(() => values(master, sql)).toEqual([String(count)]);
  await master.end();
}

describe('a cancel request', () => {
  it('stops the statement of the session whose key it shows, and of no other', async () => {
    const [first, second] = await Promise.all([login(), login()]);
    expect(first.key).not.toEqual(second.key);
    first.peer.write(sleep);
    second.peer.write(sleep);
    await waitUntilSleeping(2);
    await sendCancel(first.key);
    expect(errorOf((await first.peer.until('E')).at(-1))).toMatchObject({ code: '57014' });
    await waitUntilSleeping(1);
    await sendCancel(second.key);
    expect(errorOf((await second.peer.until('E')).at(-1))).toMatchObject({ code: '57014' });
    first.peer.close();
    second.peer.close();
  });

  it('with the database server’s own process number, or a wrong or past key, cancels nothing', async () => {
    const { peer, key } = await login();
    peer.write(frame('Q', Buffer.from('SELECT pg_backend_pid()\0')));
    const row = (await peer.until('Z')).find(({ type }) => type === 'D'.charCodeAt(0));
    const backend = Number(row?.bytes.subarray(11).toString());
    expect(backend).toBeGreaterThan(1);
    const past = await login();
    past.peer.write(frame('X', Buffer.alloc(0)));
    await past.peer.until('!');
    peer.write(sleep);
    await waitUntilSleeping(1);
    await sendCancel({ processId: backend, secretKey: key.secretKey });
    await sendCancel({ processId: key.processId, secretKey: key.secretKey ^ 1 });
    await sendCancel(past.key);
    for (let guess = 0; guess < 30; guess += 1) {
      await sendCancel({ processId: key.processId, secretKey: randomBytes(4).readInt32BE() });
    }
    await waitUntilSleeping(1);
    peer.close();
    await waitUntilSleeping(0);
  });

  it('from outside the security group cancels nothing', async () => {
    const { peer, key } = await login();
    peer.write(sleep);
    await waitUntilSleeping(1);
    cluster.setSource(false);
    await sendCancel(key).finally(() => cluster.setSource(true));
    await waitUntilSleeping(1);
    peer.close();
    await waitUntilSleeping(0);
  });
});
