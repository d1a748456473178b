// Makes one signed X.509 certificate with @peculiar/x509, which is loaded only when a certificate is made.
import { type KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type * as X509 from '@peculiar/x509';

type Library = typeof X509;
type Usage = 'authority' | 'server' | 'signature';

export type CertificateInput = {
  /** The common name. */
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  /** The certificate of the authority whose key signs; absent when the certificate signs itself. */
  readonly issuerPem?: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly usage: Usage;
  /** DNS names and IP addresses that a server certificate is good for. */
  readonly names?: readonly string[];
};

// Loading takes long, and most starts find their certificates on disk. The library requires reflect-metadata before it,
// and signs with the platform's own WebCrypto.
async function loadLibrary(): Promise<Library> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function importSigningKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const jwk = key.export({ format: 'jwk' });
  const algorithm =
    jwk.kty === 'EC' ? { name: 'ECDSA', namedCurve: jwk.crv ?? '' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
}

// The URL parser writes any IPv6 text in hexadecimal groups; the library misreads a dotted ending such as ::ffff:192.0.2.1.
function formatAddress(address: string): string {
  return isIP(address) === 4 ? address : new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** rfc5280 §4.2.1.6 – each entry is either a DNS name or an address, never both. */
function subjectAltNames(x509: Library, names: readonly string[]): X509.Extension {
  const entries = names.map(
    (entry): X509.JsonGeneralName =>
      isIP(entry) === 0 ? { type: 'dns', value: entry } : { type: 'ip', value: formatAddress(entry) },
  );
  return new x509.SubjectAlternativeNameExtension(entries);
}

// rfc5280 §4.2.1.3 – only the authority signs certificates, everyone else data.
function usageExtensions(x509: Library, usage: Usage): X509.Extension[] {
  const { KeyUsageFlags, ExtendedKeyUsage } = x509;
  if (usage === 'authority') {
    return [
      // A path length of zero: this authority signs servers, never further authorities.
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ];
  }
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    ...(usage === 'server' ? [new x509.ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth])] : []),
  ];
}

/** The signed certificate as PEM, with SHA-256 and a random serial number; keys are RSA or EC P-256, P-384, P-521. */
export async function signCertificate(input: CertificateInput): Promise<string> {
  const x509 = await loadLibrary();
  const publicKey = new x509.PublicKey(input.publicKey.export({ type: 'spki', format: 'der' }));
  const keyIdentifier = await x509.SubjectKeyIdentifierExtension.create(publicKey);
  const issuer = input.issuerPem === undefined ? undefined : new x509.X509Certificate(input.issuerPem);
  // rfc5280 §4.2.1.1 – taken from the authority as it stands: a kept one may have computed its identifier differently.
  const issuerIdentifier = issuer?.getExtension(x509.SubjectKeyIdentifierExtension) ?? keyIdentifier;
  // The value is given by its type, for a plain string would be read as an escaped one.
  const subject = new x509.Name([{ CN: [{ utf8String: input.subject }] }]);
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer?.subjectName ?? subject,
    publicKey,
    signingKey: await importSigningKey(input.signingKey),
    notBefore: input.notBefore,
    notAfter: input.notAfter,
    extensions: [
      ...usageExtensions(x509, input.usage),
      ...(input.names === undefined ? [] : [subjectAltNames(x509, input.names)]),
      keyIdentifier,
      new x509.AuthorityKeyIdentifierExtension(issuerIdentifier.keyId),
    ],
  });
  return `${certificate.toString('pem').trim()}\n`;
}
