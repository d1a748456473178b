// Verifies the query signature of the HTTP-Redirect binding over the octets as they were received.
import { type KeyObject, verify } from 'node:crypto';
import { parseXml } from '@keyshift/xml';
import { decodeBase64 } from '../bindings/base64.ts';
import { decodeRedirectRequest } from '../bindings/redirect.ts';
import { readSignedQuery } from '../bindings/signed-query.ts';
import { signatureErrors } from '../errors/signatures.ts';
import { findSignatureAlgorithm, findWeakness, type SignatureAlgorithm } from '../signature/algorithms.ts';
import { checkNoSignature, VERIFIED, type VerifiedMessage } from './verified-message.ts';
import { listUsableKeys } from './verify-signature.ts';

export type SignedRedirect = {
  /** What follows the `?` of the request line, exactly as received. */
  readonly rawQuery: string;
  readonly keys: readonly KeyObject[];
};

function readAlgorithm(uri: string): SignatureAlgorithm {
  const algorithm = findSignatureAlgorithm(uri);
  if (algorithm === undefined) {
    throw signatureErrors.algorithmRefused({ kind: 'signature', weak: findWeakness(uri) });
  }
  return algorithm;
}

/**
 * One SAMLRequest or SAMLResponse, at most one RelayState, SigAlg and Signature, in that order, signed by one of `keys`
 * (RSA ≥ 2048 bits or P-256). Destination, age and sender are still to be checked. The message has no signature inside.
 * Throws `saml.query_invalid`, `saml.message_unsigned`, other `saml.*`, `xml.*`. Source: saml-bindings §3.4.4.1.
 */
export function verifyRedirectSignature({ rawQuery, keys }: SignedRedirect): VerifiedMessage {
  const usableKeys = listUsableKeys(keys);
  const query = readSignedQuery(rawQuery);
  if (query.algorithm === undefined || query.signature === undefined) throw signatureErrors.messageUnsigned();
  const algorithm = readAlgorithm(query.algorithm);
  const signature = decodeBase64(query.signature);
  if (signature === undefined) throw signatureErrors.signatureMalformed({ element: 'Signature' });
  const octets = Buffer.from(query.signedOctets);
  const isGenuine = usableKeys.some(
    (key) =>
      key.asymmetricKeyType === algorithm.keyType &&
      verify(algorithm.hash, octets, { key, dsaEncoding: 'ieee-p1363' }, signature),
  );
  if (!isGenuine) throw signatureErrors.signatureInvalid();
  // Only now is the message worth inflating.
  const xml = decodeRedirectRequest(query.message);
  checkNoSignature(parseXml(xml));
  return {
    kind: query.kind,
    xml,
    ...(query.relayState === undefined ? {} : { relayState: query.relayState }),
    __verified: VERIFIED,
  };
}
