// The canonical request and the string to sign of SigV4 (aws-sigv4 §1–2), as the signer computed them.
import { createHash, createHmac } from 'node:crypto';
import type { RequestSignature, SignedRequest } from './request.ts';

export function canonicalRequest(request: SignedRequest, signature: RequestSignature): string {
  const headers = signature.signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`).join('');
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers,
    signature.signedHeaders.join(';'),
    payloadHash(request.body),
  ].join('\n');
}

export function stringToSign(canonical: string, { scope, timestamp }: RequestSignature): string {
  const credentialScope = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  return ['AWS4-HMAC-SHA256', timestamp, credentialScope, sha256Hex(canonical)].join('\n');
}

/** 64 hexadecimal digits. */
export function computeSignature(text: string, signature: RequestSignature, secretAccessKey: string): string {
  const { date, region, service } = signature.scope;
  const dateKey = hmac(`AWS4${secretAccessKey}`, date);
  const key = hmac(hmac(hmac(dateKey, region), service), 'aws4_request');
  return createHmac('sha256', key).update(text).digest('hex');
}

export function payloadHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

function headerValue(request: SignedRequest, name: string): string {
  const value = request.headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? '';
  return value.trim().replace(/ +/g, ' ');
}

// aws-sigv4 §1 – the path is normalised and each segment of the encoded path is encoded once more.
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  const end = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

// aws-sigv4 §1 – decoded, encoded anew, sorted by name and then by value; without the signature itself.
function canonicalQuery(query: string): string {
  if (query === '') return '';
  return query
    .split('&')
    .map((pair): [string, string] => {
      const end = pair.indexOf('=');
      return end < 0 ? [recode(pair), ''] : [recode(pair.slice(0, end)), recode(pair.slice(end + 1))];
    })
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(comparePairs)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function comparePairs(left: readonly [string, string], right: readonly [string, string]): number {
  const [a, b] = left[0] === right[0] ? [left[1], right[1]] : [left[0], right[0]];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function recode(text: string): string {
  try {
    return encode(decodeURIComponent(text));
  } catch {
    return encode(text);
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, hexEscape);
}

function hexEscape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
