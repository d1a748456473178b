// Writes a message into a URL of the HTTP-Redirect binding, signed over the query when there is a key.
import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { algorithmOf, type SigningKey } from '../issue/signature.ts';

export type RedirectMessage = {
  /** XML without a signature inside: this binding carries it in the query. */
  readonly message: string;
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly relayState?: string;
  /** Address to send the browser to; it may have a query of its own. */
  readonly destination: string;
  readonly key?: Pick<SigningKey, 'privateKey' | 'digest'>;
};

/** The whole URL. Throws `saml.key_unsupported`. Source: saml-bindings §3.4.4.1. */
export function encodeRedirect({ message, kind, relayState, destination, key }: RedirectMessage): string {
  const parts = [`${kind}=${encodeURIComponent(deflateRawSync(message).toString('base64'))}`];
  // saml-bindings §3.4.4.1 – a RelayState that is not there is left out of the signed string too.
  if (relayState !== undefined) parts.push(`RelayState=${encodeURIComponent(relayState)}`);
  if (key !== undefined) {
    const { uri, hash } = algorithmOf(key);
    parts.push(`SigAlg=${encodeURIComponent(uri)}`);
    const octets = Buffer.from(parts.join('&'));
    const value = sign(hash, octets, { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    parts.push(`Signature=${encodeURIComponent(value.toString('base64'))}`);
  }
  return `${destination}${destination.includes('?') ? '&' : '?'}${parts.join('&')}`;
}
