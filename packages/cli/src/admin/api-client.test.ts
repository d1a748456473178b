// The API client of the commands: what it says when the other side is away, is not Keyshift, or refuses.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@keyshift/base';
import { type LocalTls, loadOrCreateTls } from '@keyshift/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditVerifyCommand } from '../commands/audit/verify.ts';
import type { CommandDeps } from '../commands/command.ts';
import { parseFields } from '../commands/user/fields.ts';
import { createApi } from './api-client.ts';

const directory = mkdtempSync(join(tmpdir(), 'keyshift-api-client-'));
let tls: LocalTls;
beforeAll(async () => {
  tls = await loadOrCreateTls({ directory, names: ['localhost'], now: () => new Date() });
});
afterAll(() => rmSync(directory, { recursive: true }));

async function withServer<T>(answer: RequestListener, work: (web: string) => Promise<T>): Promise<T> {
  const server = createServer({ key: tls.privateKeyPem.reveal(), cert: tls.certificatePem }, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(`https://localhost:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}
const connect = (web: string) => createApi({ web, key: 'ks_secret', caPem: tls.caPem });

describe('createApi', () => {
  it('sends the key in a header, and gives what comes back', async () => {
    const seen: unknown[] = [];
    const answer: RequestListener = (request, response) => {
      seen.push(request.method, request.url, request.headers.authorization);
      response.end(JSON.stringify({ items: [] }));
    };
    const result = await withServer(answer, (web) => connect(web)('listApiKeys'));
    expect(result).toEqual({ items: [] });
    expect(seen).toEqual(['GET', '/api/v1/api-keys', 'Bearer ks_secret']);
  });

  it('passes a refusal on in the server’s own words', async () => {
    const refusal = { code: 'directory.taken', what: 'a', why: 'b', fix: 'c', message: 'a – b – c', requestId: 'r' };
    const answer: RequestListener = (_request, response) => response.writeHead(409).end(JSON.stringify(refusal));
    await expect(withServer(answer, (web) => connect(web)('listApiKeys'))).rejects.toMatchObject({
      code: 'directory.taken',
      message: 'a – b – c',
    });
  });

  it('says when nobody is there, or nobody it can trust: cli.api_unreachable', async () => {
    await expect(connect('https://localhost:1')('listApiKeys')).rejects.toMatchObject({ code: 'cli.api_unreachable' });
    const answer: RequestListener = (_request, response) => response.end('{}');
    const untrusting = (web: string) => createApi({ web, key: 'k', caPem: undefined })('listApiKeys');
    await expect(withServer(answer, untrusting)).rejects.toMatchObject({ code: 'cli.api_unreachable' });
  });

  it('says when the other side is not Keyshift: cli.api_unreadable', async () => {
    const answer: RequestListener = (_request, response) => response.writeHead(502).end('<h1>Bad gateway</h1>');
    await expect(withServer(answer, (web) => connect(web)('listApiKeys'))).rejects.toMatchObject({
      code: 'cli.api_unreadable',
      details: { status: 502 },
    });
  });
});

describe('keyshift audit verify', () => {
  it('fails and names the entry when the chain is broken: cli.audit_broken', async () => {
    const verdict = { ok: false, entries: 0, sequence: 7, reason: 'the entry was altered' };
    const lines: string[] = [];
    const deps = (apiUrl: string): CommandDeps => ({
      settings: {
        ...{ data: directory, webPort: 1, awsPort: 1, clusterPort: 1, listenPort: 1 },
        ...{ apiUrl, apiKey: new Secret('ks_secret'), caFile: join(directory, 'ca.pem') },
      },
      terminal: { out: (line) => lines.push(line), progress: () => undefined, isInteractive: false },
      browser: undefined,
      now: () => new Date(),
      random: randomBytes,
    });
    const answer: RequestListener = (_request, response) => response.end(JSON.stringify(verdict));
    await expect(withServer(answer, (web) => auditVerifyCommand.run(deps(web), { json: true }))).rejects.toMatchObject({
      code: 'cli.audit_broken',
      details: { sequence: 7 },
    });
    expect(lines.map((line) => JSON.parse(line))).toEqual([verdict]);
  });
});

describe('--set field=value', () => {
  it('knows profile fields and custom ones', () => {
    expect(parseFields(['department=Sales=EMEA', 'custom.team=blue'])).toEqual({
      profile: { department: 'Sales=EMEA' },
      custom: { team: 'blue' },
    });
  });

  it('refuses others, with the nearest known name: cli.option_invalid', () => {
    const refusal = (fix: string) => expect.objectContaining({ code: 'cli.option_invalid', fix });
    expect(() => parseFields(['departement=x'])).toThrow(refusal('did you mean department?'));
    expect(() => parseFields(['nonsense'])).toThrow(expect.objectContaining({ code: 'cli.option_invalid' }));
  });
});
