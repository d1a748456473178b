import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeAuthenticationCleartextPassword, encodeAuthenticationOk, encodeReadyForQuery } from '@keyshift/pgwire';
import type { PostgresServer } from '@keyshift/postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authenticateByGrant } from '../authentication/by-grant.ts';
import { openUpstream, socketPathOf } from './open-upstream.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'upstream-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const request = { user: 'IAM:alice', database: 'testdb', settings: new Map<string, string>(), dropped: [] };

async function open(): Promise<unknown> {
  const server: PostgresServer = {
    socketDirectory: directory,
    port: 5432,
    superuser: 'keyshift',
    target: (database, user = 'keyshift') => ({ socketDirectory: directory, port: 5432, user, database }),
    ensureDatabase: async () => undefined,
    processId: 0,
    stop: async () => undefined,
  };
  const grant = { dbUser: 'alice', autoCreate: false, dbGroups: [], expiresAt: new Date(2_000) };
  const deps = { findGrant: async () => grant, now: () => new Date(1_000) };
  const authenticated = await authenticateByGrant(deps, { user: 'IAM:alice', password: 'x' });
  const signal = new AbortController().signal;
  return openUpstream({ server, cluster: 'testcluster', signal }, authenticated, request);
}

async function answering<T>(answer: readonly Buffer[], work: () => Promise<T>): Promise<T> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(Buffer.concat(answer)));
  });
  server.listen(socketPathOf({ socketDirectory: directory, port: 5432 }));
  await once(server, 'listening');
  return work().finally(() => server.close());
}

describe('openUpstream', () => {
  it('says that the server does not answer (gateway.upstream_broken)', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'gateway.upstream_broken' });
    await expect(answering([encodeAuthenticationOk()], open)).rejects.toMatchObject({
      code: 'gateway.upstream_broken',
    });
  });

  it('starts no session without a cancel key (gateway.upstream_broken)', async () => {
    const answer = [encodeAuthenticationOk(), encodeReadyForQuery('idle')];
    await expect(answering(answer, open)).rejects.toMatchObject({ code: 'gateway.upstream_broken' });
  });

  it('takes a server that asks for a password for a defect of ours, and answers it nothing', async () => {
    await expect(answering([encodeAuthenticationCleartextPassword()], open)).rejects.toThrow(TypeError);
  });
});
