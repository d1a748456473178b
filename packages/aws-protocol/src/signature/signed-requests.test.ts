import { readFileSync } from 'node:fs';
import { Secret } from '@keyshift/base';
import { describe, expect, it } from 'vitest';
import { findSignature } from './parse.ts';
import type { SignedRequest } from './request.ts';
import { verifySignature } from './verify.ts';

type Vector = {
  name: string;
  form: string;
  expected: 'ok' | 'malformed' | 'mismatch';
  secretAccessKey: string;
  timestamp: string;
  method: string;
  target: string;
  headers: [string, string][];
  body: string;
};

const file = new URL('../../../../fixtures/sigv4/signed-requests.json', import.meta.url);
const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8'));

function judge(vector: Vector): string {
  const [path = '', query = ''] = vector.target.split('?');
  const { method, headers } = vector;
  const request: SignedRequest = { method, path, query, headers, body: Buffer.from(vector.body) };
  const finding = findSignature(request);
  if (finding.kind !== 'signed') return finding.kind;
  const verdict = verifySignature({
    request,
    signature: finding.signature,
    secretAccessKey: new Secret(vector.secretAccessKey),
    now: new Date(vector.timestamp),
    skewSeconds: 900,
  });
  return verdict.ok ? 'ok' : verdict.failure;
}

describe('the published signing vectors (aws-sigv4 §1–2)', () => {
  it('are there', () => {
    expect(vectors.length).toBeGreaterThan(40);
  });

  it.each(vectors)('$name as $form is $expected', (vector) => {
    expect(judge(vector)).toBe(vector.expected);
  });

  it.each(vectors.filter(({ expected }) => expected === 'ok'))(
    '$name as $form fails with another secret or method',
    (vector) => {
      expect(judge({ ...vector, secretAccessKey: 'another' })).toBe('mismatch');
      expect(judge({ ...vector, method: 'PUT' })).toBe('mismatch');
    },
  );
});
