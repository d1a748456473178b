import { createHash, createHmac } from 'node:crypto';
import { Secret } from '@keyshift/base';
import { SignatureV4 } from '@smithy/signature-v4';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalRequest, computeSignature, stringToSign } from './canonical.ts';
import { findSignature } from './parse.ts';
import type { SignedRequest } from './request.ts';
import { verifySignature } from './verify.ts';

const NOW = new Date('2026-11-23T19:00:00Z');
const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

// The hash that the independent signer asks for.
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', Buffer.from(secret as Uint8Array));
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset(): void {}
}

async function sign(headers: Record<string, string> = {}): Promise<SignedRequest> {
  const signer = new SignatureV4({
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' },
    region: 'eu-west-1',
    service: 'sts',
    sha256: Sha256,
  });
  const signed = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: '/',
      headers: { host: '127.0.0.1:4566', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: BODY,
    },
    { signingDate: NOW },
  );
  return { method: 'POST', path: '/', query: '', headers: Object.entries(signed.headers), body: Buffer.from(BODY) };
}

function judge(request: SignedRequest, o: { now?: Date; secret?: string } = {}): string {
  const finding = findSignature(request);
  if (finding.kind === 'malformed') return finding.reason;
  if (finding.kind === 'unsigned') return 'unsigned';
  const verdict = verifySignature({
    request,
    signature: finding.signature,
    secretAccessKey: new Secret(o.secret ?? 'secret'),
    now: o.now ?? NOW,
    skewSeconds: 900,
  });
  if (verdict.ok) return 'ok';
  return verdict.failure === 'expired' || verdict.failure === 'not-yet-current' ? verdict.detail : verdict.failure;
}

const withHeader = (request: SignedRequest, name: string, value: string): SignedRequest => ({
  ...request,
  headers: request.headers.map((pair) => (pair[0].toLowerCase() === name ? [pair[0], value] : pair)),
});
const editAuthorization = (request: SignedRequest, edit: (text: string) => string): SignedRequest => ({
  ...request,
  headers: request.headers.map((pair) => (pair[0].toLowerCase() === 'authorization' ? [pair[0], edit(pair[1])] : pair)),
});

describe('a request signed by an independent signer', () => {
  let request: SignedRequest;
  beforeAll(async () => {
    request = await sign();
  });

  it('is accepted, with its scope and session token read', () => {
    expect(judge(request)).toBe('ok');
    expect(findSignature(request)).toMatchObject({
      signature: {
        scope: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', region: 'eu-west-1', service: 'sts' },
        sessionToken: 'token',
      },
    });
  });

  it.each<[string, (request: SignedRequest) => SignedRequest]>([
    ['the body', (r) => ({ ...r, body: Buffer.from(`${BODY}&x=1`) })],
    ['the method', (r) => ({ ...r, method: 'GET' })],
    ['the path', (r) => ({ ...r, path: '/x' })],
    ['the query', (r) => ({ ...r, query: 'a=b' })],
    ['the host', (r) => withHeader(r, 'host', '127.0.0.1:4567')],
    ['the content type', (r) => withHeader(r, 'content-type', 'text/plain')],
    ['the token', (r) => withHeader(r, 'x-amz-security-token', 'other')],
    ['the region of the scope', (r) => editAuthorization(r, (text) => text.replace('eu-west-1', 'us-east-1'))],
  ])('is refused after a change of %s', (_name, change) => {
    expect(judge(change(request))).toBe('mismatch');
  });

  it('is refused when it declares no hash of its body, or that of another body', async () => {
    expect(judge(await sign({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }))).toBe('mismatch');
    const honest = await sign({ 'x-amz-content-sha256': createHash('sha256').update(BODY).digest('hex') });
    expect(judge(honest)).toBe('ok');
    const lying = withHeader(honest, 'x-amz-content-sha256', createHash('sha256').update('').digest('hex'));
    const finding = findSignature(lying);
    if (finding.kind !== 'signed') throw new TypeError(finding.kind);
    const text = stringToSign(canonicalRequest(lying, finding.signature), finding.signature);
    const signature = computeSignature(text, finding.signature, 'secret');
    expect(judge(editAuthorization(lying, (value) => value.replace(/Signature=.*/, `Signature=${signature}`)))).toBe(
      'mismatch',
    );
  });

  it('is refused with another secret', () => {
    expect(judge(request, { secret: 'Secret' })).toBe('mismatch');
  });

  it('is refused outside 15 minutes, in the words of AWS', () => {
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
    expect(judge(request, { now: at(900) })).toBe('ok');
    expect(judge(request, { now: at(-900) })).toBe('ok');
    expect(judge(request, { now: at(901) })).toBe(
      'Signature expired: 20261123T190000Z is now earlier than 20261123T190001Z (20261123T191501Z - 15 min.)',
    );
    expect(judge(request, { now: at(-901) })).toBe(
      'Signature not yet current: 20261123T190000Z is still later than 20261123T185959Z (20261123T184459Z + 15 min.)',
    );
  });

  it.each<[string, (request: SignedRequest) => SignedRequest, RegExp]>([
    [
      'without a signature',
      (r) => ({ ...r, headers: r.headers.filter(([name]) => name !== 'authorization') }),
      /^unsigned$/,
    ],
    [
      'with two Authorization headers',
      (r) => ({ ...r, headers: [...r.headers, ['Authorization', 'x']] }),
      /More than one/,
    ],
    [
      'with another algorithm',
      (r) => editAuthorization(r, (text) => text.replace('SHA256', 'SHA1')),
      /AWS4-HMAC-SHA256/,
    ],
    ['without Signature', (r) => editAuthorization(r, (text) => text.replace(/, Signature=.*/, '')), /fields must be/],
    [
      'with a field twice',
      (r) => editAuthorization(r, (text) => `${text}, Signature=${'0'.repeat(64)}`),
      /fields must be/,
    ],
    ['with a short signature', (r) => editAuthorization(r, (text) => text.slice(0, -1)), /64 lower-case/],
    [
      'with a bad credential',
      (r) => editAuthorization(r, (text) => text.replace('aws4_request', 'aws4')),
      /Credential must be/,
    ],
    [
      'with another date in the scope',
      (r) => editAuthorization(r, (text) => text.replace('/20261123/', '/20261122/')),
      /does not match YYYYMMDD/,
    ],
    ['without a date', (r) => withHeader(r, 'x-amz-date', ''), /X-Amz-Date must be present/],
    [
      'without host among the signed headers',
      (r) => editAuthorization(r, (text) => text.replace('host;', '')),
      /'Host' must be/,
    ],
    [
      'with unsorted headers',
      (r) => editAuthorization(r, (text) => text.replace('content-type;host', 'host;content-type')),
      /sorted/,
    ],
    [
      'with a repeated signed header',
      (r) => ({ ...r, headers: [...r.headers, ['Host', 'evil']] }),
      /'host' is repeated/,
    ],
    [
      'with a signed header missing',
      (r) => ({ ...r, headers: r.headers.filter(([name]) => name !== 'content-type') }),
      /not in the request/,
    ],
    [
      'with an unsigned token',
      (r) => editAuthorization(r, (text) => text.replace(';x-amz-security-token', '')),
      /must be signed/,
    ],
    ['with header and query form together', (r) => ({ ...r, query: 'X-Amz-Signature=1' }), /together/],
  ])('is refused %s', (_name, change, reason) => {
    expect(judge(change(request))).toMatch(reason);
  });
});

describe('a presigned request', () => {
  const query = (expires: string) =>
    `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261123%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20261123T190000Z&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0'.repeat(64)}`;
  const request = (text: string): SignedRequest => ({
    method: 'GET',
    path: '/',
    query: text,
    headers: [['host', 'h']],
    body: new Uint8Array(),
  });

  it.each(['0', '604801', '-1', 'x', ''])('needs a life of 1 second to 7 days, not %s', (expires) => {
    expect(judge(request(query(expires)))).toMatch(/X-Amz-Expires/);
  });

  it('gives one value for each parameter', () => {
    expect(judge(request(`${query('60')}&X-Amz-Date=20261123T190000Z`))).toMatch(/X-Amz-Date/);
    expect(judge(request(`${query('60')}&X-Amz-Security-Token=a&X-Amz-Security-Token=b`))).toMatch(/repeated/);
    expect(judge(request(query('60').replace('SHA256', 'SHA1')))).toMatch(/X-Amz-Algorithm/);
    expect(judge(request(query('60')))).toBe('mismatch');
  });
});
