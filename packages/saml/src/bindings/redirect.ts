// HTTP-Redirect binding: base64 of raw DEFLATE of the request (saml-bindings §3.4.4.1).
import { inflateRawSync } from 'node:zlib';
import { bindingErrors } from '../errors/bindings.ts';
import { decodeBase64 } from './base64.ts';
import { readSignedQuery } from './signed-query.ts';
import { decodeUtf8, MAX_MESSAGE_CHARACTERS } from './text.ts';

const MAX_INFLATED_BYTES = 65_536;

// What zlib returns with `info: true`; its type declarations know only the plain Buffer.
type Inflated = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

function isInflated(value: unknown): value is Inflated {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}

function runInflate(deflated: Buffer): unknown {
  try {
    return inflateRawSync(deflated, { maxOutputLength: MAX_INFLATED_BYTES, info: true });
  } catch (cause) {
    const isTooLong = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLong ? bindingErrors.messageTooLarge({ limit: MAX_INFLATED_BYTES }) : bindingErrors.deflateInvalid();
  }
}

function inflate(deflated: Buffer): Buffer {
  const inflated = runInflate(deflated);
  // zlib ignores what follows the stream; a second message hidden there must not pass.
  if (!isInflated(inflated) || inflated.engine.bytesWritten !== deflated.length) throw bindingErrors.deflateInvalid();
  return inflated.buffer;
}

/**
 * The request's XML. `samlRequest` is the query parameter after URL decoding.
 * Throws `saml.base64_invalid`, `saml.deflate_invalid`, `saml.message_too_large`, `saml.not_utf8`.
 */
export function decodeRedirectRequest(samlRequest: string): string {
  if (samlRequest.length > MAX_MESSAGE_CHARACTERS)
    throw bindingErrors.messageTooLarge({ limit: MAX_MESSAGE_CHARACTERS });
  const deflated = decodeBase64(samlRequest);
  if (deflated === undefined) throw bindingErrors.base64Invalid();
  return decodeUtf8(inflate(deflated));
}

export type RedirectQuery = {
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly relayState?: string;
  /** It carries SigAlg or Signature, so that it must be verified before it is believed. */
  readonly isSigned: boolean;
};

/**
 * A query of the Redirect binding, unverified: to choose the keys to verify with, or to take an unsigned request from a
 * service provider that does not sign. The same strict rules as for `verifyRedirectSignature`: each parameter once, in
 * order. Throws `saml.query_invalid` and like `decodeRedirectRequest`. Source: saml-bindings §3.4.4.1.
 */
export function parseRedirectQuery(rawQuery: string): RedirectQuery {
  const { kind, message, relayState, algorithm, signature } = readSignedQuery(rawQuery);
  return {
    kind,
    xml: decodeRedirectRequest(message),
    ...(relayState === undefined ? {} : { relayState }),
    isSigned: algorithm !== undefined || signature !== undefined,
  };
}
