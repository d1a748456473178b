// The public keys that a service provider signs its messages with: those registered, and no others.
import { type KeyObject, X509Certificate } from 'node:crypto';
import type { SsoApplication } from '@keyshift/directory';

export function requestKeysOf({ requestCertificates }: Pick<SsoApplication, 'requestCertificates'>): KeyObject[] {
  return requestCertificates.map((pem) => new X509Certificate(pem).publicKey);
}
