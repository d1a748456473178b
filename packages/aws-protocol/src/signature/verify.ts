// Judges a SigV4 signature: right secret, unchanged request, right time.
import { timingSafeEqual } from 'node:crypto';
import type { Secret } from '@keyshift/base';
import { canonicalRequest, computeSignature, payloadHash, stringToSign } from './canonical.ts';
import { findHeader, type RequestSignature, type SignedRequest } from './request.ts';

export type SignatureVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly failure: 'mismatch' | 'expired' | 'not-yet-current';
      /** For `expired` and `not-yet-current` the sentence that AWS answers with. */
      readonly detail: string;
    };

export type VerifyInput = {
  readonly request: SignedRequest;
  readonly signature: RequestSignature;
  readonly secretAccessKey: Secret;
  readonly now: Date;
  /** How far the signer's clock may be off, in seconds; AWS uses 900 for STS. */
  readonly skewSeconds: number;
};

/** Verifies the signature over exactly the bytes received. Pure; constant-time comparison. */
export function verifySignature(input: VerifyInput): SignatureVerdict {
  const { request, signature } = input;
  const text = stringToSign(canonicalRequest(request, signature), signature);
  const expected = Buffer.from(computeSignature(text, signature, input.secretAccessKey.reveal()), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(signature.signature, 'hex'))) {
    return { ok: false, failure: 'mismatch', detail: 'another secret, or the request was changed after signing' };
  }
  const declared = findHeader(request, 'x-amz-content-sha256');
  if (declared !== undefined && declared !== payloadHash(request.body)) {
    return { ok: false, failure: 'mismatch', detail: 'X-Amz-Content-Sha256 is not the hash of the body' };
  }
  return judgeTime(input);
}

function judgeTime({ signature, now, skewSeconds }: VerifyInput): SignatureVerdict {
  const signedAt = parseTimestamp(signature.timestamp);
  const earliest = new Date(now.getTime() - skewSeconds * 1000);
  const latest = new Date(now.getTime() + skewSeconds * 1000);
  const minutes = Math.round(skewSeconds / 60);
  const stamp = signature.timestamp;
  if (Number.isNaN(signedAt) || signedAt > latest.getTime()) {
    const detail = `Signature not yet current: ${stamp} is still later than ${formatBasic(latest)} (${formatBasic(now)} + ${minutes} min.)`;
    return { ok: false, failure: 'not-yet-current', detail };
  }
  const lifeMs = (signature.expiresSeconds ?? skewSeconds) * 1000;
  if (signedAt + lifeMs < now.getTime()) {
    const detail = `Signature expired: ${stamp} is now earlier than ${formatBasic(earliest)} (${formatBasic(now)} - ${minutes} min.)`;
    return { ok: false, failure: 'expired', detail };
  }
  return { ok: true };
}

function parseTimestamp(stamp: string): number {
  return Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function formatBasic(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
}
