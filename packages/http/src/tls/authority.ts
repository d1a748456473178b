// The local certificate authority: makes itself, server certificates, and the self-signed certificates of SAML keys.
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { Secret } from '@keyshift/base';
import { httpErrors } from '../errors.ts';
import { signCertificate } from './sign-certificate.ts';

export type CertificateAuthority = { certificatePem: string; privateKeyPem: Secret };
export type Certificate = { certificatePem: string; privateKeyPem: Secret };

const generate = promisify(generateKeyPair);
const DAY_MS = 86_400_000;
// Computers that run a little behind should take a certificate that was made just now.
const BACKDATE_MS = 3_600_000;
// A name with labels of letters, digits and inner hyphens; `*` may stand for the first label.
const DNS_NAME = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?$/i;

function privatePem(key: KeyObject): Secret {
  return new Secret(key.export({ type: 'pkcs8', format: 'pem' }).toString());
}

function addYears(moment: Date, years: number): Date {
  const later = new Date(moment);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}

/** Makes a local certificate authority with an EC P-256 key; it may sign servers, not further authorities. */
export async function createCertificateAuthority(o: {
  name: string;
  now: Date;
  years: number;
}): Promise<CertificateAuthority> {
  const { publicKey, privateKey } = await generate('ec', { namedCurve: 'P-256' });
  const certificatePem = await signCertificate({
    subject: o.name,
    publicKey,
    signingKey: privateKey,
    notBefore: new Date(o.now.getTime() - BACKDATE_MS),
    notAfter: addYears(o.now, o.years),
    usage: 'authority',
  });
  return { certificatePem, privateKeyPem: privatePem(privateKey) };
}

/**
 * A TLS server certificate (EC P-256) good for every one of `names`, DNS names or IP addresses, for `days` days.
 * Throws `http.server_name_invalid`.
 */
export async function issueServerCertificate(
  ca: CertificateAuthority,
  o: { names: readonly string[]; now: Date; days: number },
): Promise<Certificate> {
  const [first] = o.names;
  const bad = o.names.find((entry) => isIP(entry) === 0 && (entry.length > 253 || !DNS_NAME.test(entry)));
  if (first === undefined || bad !== undefined) throw httpErrors.serverNameInvalid({ name: bad ?? '' });
  const { publicKey, privateKey } = await generate('ec', { namedCurve: 'P-256' });
  const certificatePem = await signCertificate({
    subject: first,
    publicKey,
    signingKey: createPrivateKey(ca.privateKeyPem.reveal()),
    issuerPem: ca.certificatePem,
    notBefore: new Date(o.now.getTime() - BACKDATE_MS),
    notAfter: new Date(o.now.getTime() + o.days * DAY_MS),
    usage: 'server',
    names: o.names,
  });
  return { certificatePem, privateKeyPem: privatePem(privateKey) };
}

type SelfSignedAlgorithm = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p-256';

const RSA_BITS = { 'rsa-2048': 2_048, 'rsa-3072': 3_072, 'rsa-4096': 4_096 } as const;

async function generatePrivateKey(algorithm: SelfSignedAlgorithm): Promise<KeyObject> {
  if (algorithm === 'p-256') return (await generate('ec', { namedCurve: 'P-256' })).privateKey;
  return (await generate('rsa', { modulusLength: RSA_BITS[algorithm] })).privateKey;
}

/**
 * A self-signed certificate for an application's SAML key, with SHA-256: for a new key of `algorithm` (RSA-2048 unless
 * told), or for `privateKey` (RSA, or EC P-256, P-384, P-521).
 */
export async function createSelfSignedCertificate(o: {
  commonName: string;
  privateKey?: KeyObject;
  now: Date;
  years: number;
  algorithm?: SelfSignedAlgorithm;
}): Promise<Certificate> {
  const privateKey = o.privateKey ?? (await generatePrivateKey(o.algorithm ?? 'rsa-2048'));
  const certificatePem = await signCertificate({
    subject: o.commonName,
    publicKey: createPublicKey(privateKey),
    signingKey: privateKey,
    notBefore: new Date(o.now.getTime() - BACKDATE_MS),
    notAfter: addYears(o.now, o.years),
    usage: 'signature',
  });
  return { certificatePem, privateKeyPem: privatePem(privateKey) };
}
