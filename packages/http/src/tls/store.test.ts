import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadOrCreateTls } from '../index.ts';

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'keyshift-tls-')), 'data');
});

const DAY = 86_400_000;
const start = new Date('2026-11-23T12:00:00Z');
const after = (days: number) => () => new Date(start.getTime() + days * DAY);
const load = (names: string[] = ['localhost', '127.0.0.1', '::1'], days = 0) =>
  loadOrCreateTls({ directory, names, now: after(days) });

describe('loadOrCreateTls', () => {
  it('makes four private files and leaves no draft behind', async () => {
    const tls = await load();
    expect(readdirSync(directory).sort()).toEqual(['ca-key.pem', 'ca.pem', 'server-key.pem', 'server.pem']);
    expect(readdirSync(directory).map((f) => statSync(join(directory, f)).mode & 0o777)).toEqual([
      0o600, 0o600, 0o600, 0o600,
    ]);
    expect(readFileSync(tls.caFile, 'utf8')).toBe(tls.caPem);
    expect(JSON.stringify(tls)).not.toContain('PRIVATE KEY');
  });

  it('gives the same identity again', async () => {
    const first = await load();
    const again = await load(['::1', '127.0.0.1', 'LOCALHOST']);
    expect(again.certificatePem).toBe(first.certificatePem);
    expect(again.privateKeyPem.reveal()).toBe(first.privateKeyPem.reveal());
  });

  it.each([
    ['the names change', ['localhost', 'sso.example.com'], 0],
    ['fewer than 30 days remain', ['localhost', '127.0.0.1', '::1'], 368],
    ['the clock was ahead when it was made', ['localhost', '127.0.0.1', '::1'], -1],
  ])('keeps the authority and issues the server certificate anew when %s', async (_why, names, days) => {
    const first = await load();
    const next = await load(names, days);
    expect(next.caPem).toBe(first.caPem);
    expect(next.certificatePem).not.toBe(first.certificatePem);
    expect(new X509Certificate(next.certificatePem).verify(new X509Certificate(first.caPem).publicKey)).toBe(true);
  });

  it('issues anew when the key file does not fit its certificate (a crash between the two writes)', async () => {
    const first = await load();
    writeFileSync(join(directory, 'server-key.pem'), 'torn');
    expect((await load()).certificatePem).not.toBe(first.certificatePem);
  });

  it('never replaces a damaged authority silently: http.authority_damaged', async () => {
    await load();
    unlinkSync(join(directory, 'ca-key.pem'));
    await expect(load()).rejects.toMatchObject({ code: 'http.authority_damaged' });
    writeFileSync(join(directory, 'ca-key.pem'), 'torn');
    await expect(load()).rejects.toMatchObject({ code: 'http.authority_damaged' });
  });

  it('says when the authority has expired: http.authority_expired', async () => {
    await load();
    await expect(load(['localhost'], 3660)).rejects.toMatchObject({ code: 'http.authority_expired' });
  });
});
