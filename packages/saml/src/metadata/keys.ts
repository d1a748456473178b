// The keys of one provider for one use, from its KeyDescriptors.
import { type KeyObject, X509Certificate } from 'node:crypto';
import { childElements, findAttribute, type XmlElement } from '@keyshift/xml';
import { readLeaf } from '../assertion/structure.ts';
import { decodeBase64Lines } from '../bindings/base64.ts';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import { metadataErrors } from '../errors/metadata.ts';
import { findKeyType } from '../signature/algorithms.ts';

export type MetadataKey = {
  readonly publicKey: KeyObject;
  readonly certificatePem: string;
  /** SHA-256 of the certificate as people compare it: upper-case hex, in pairs with colons. */
  readonly fingerprintSha256: string;
  readonly notAfter: Date;
};

type KeyUse = 'signing' | 'encryption';

// IAM user guide, quotas: keys of one identity provider.
const MAX_KEYS = 10;

function openCertificate(base64: string): X509Certificate {
  const der = decodeBase64Lines(base64);
  if (der === undefined) throw metadataErrors.metadataCertificateInvalid();
  try {
    return new X509Certificate(der);
  } catch {
    throw metadataErrors.metadataCertificateInvalid();
  }
}

function readPublicKey(certificate: X509Certificate): KeyObject {
  try {
    return certificate.publicKey;
  } catch {
    throw metadataErrors.metadataKeyUnsupported();
  }
}

function readKey(descriptor: XmlElement): MetadataKey {
  const certificates = childElements(descriptor, NAMESPACE.signature, 'KeyInfo')
    .flatMap((info) => childElements(info, NAMESPACE.signature, 'X509Data'))
    .flatMap((x509) => childElements(x509, NAMESPACE.signature, 'X509Certificate'));
  const [only, second] = certificates;
  // A chain would make its authorities trusted signers.
  if (only === undefined || second !== undefined) throw metadataErrors.metadataCertificateInvalid();
  const certificate = openCertificate(readLeaf(only));
  const publicKey = readPublicKey(certificate);
  if (findKeyType(publicKey) === undefined) throw metadataErrors.metadataKeyUnsupported();
  return {
    publicKey,
    certificatePem: certificate.toString(),
    fingerprintSha256: certificate.fingerprint256,
    notAfter: new Date(certificate.validTo),
  };
}

function isFor(wanted: KeyUse, descriptor: XmlElement): boolean {
  const use = findAttribute(descriptor, 'use');
  if (use !== undefined && use !== 'signing' && use !== 'encryption') {
    throw documentErrors.valueInvalid({ element: 'KeyDescriptor', attribute: 'use' });
  }
  // saml-metadata §2.4.1.1 – no use means both.
  return use === undefined || use === wanted;
}

/** At most ten different keys, in the order of the document. Throws `saml.metadata_*`, `saml.value_invalid`. */
export function readKeys(provider: XmlElement, use: KeyUse): readonly MetadataKey[] {
  const descriptors = childElements(provider, NAMESPACE.metadata, 'KeyDescriptor').filter((one) => isFor(use, one));
  if (descriptors.length > MAX_KEYS) throw metadataErrors.metadataTooMany({ what: 'keys', limit: MAX_KEYS });
  const keys = new Map<string, MetadataKey>();
  for (const key of descriptors.map(readKey)) keys.set(key.fingerprintSha256, key);
  return [...keys.values()];
}
