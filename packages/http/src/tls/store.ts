// Keeps the local authority and the server's certificate in a directory, and renews the latter when it must be.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { type Now, Secret } from '@keyshift/base';
import { httpErrors } from '../errors.ts';
import {
  type Certificate,
  type CertificateAuthority,
  createCertificateAuthority,
  issueServerCertificate,
} from './authority.ts';
import { findFile, writePrivateFile } from './private-file.ts';

export type Tls = { certificatePem: string; privateKeyPem: Secret };
export type LocalTls = Tls & { caFile: string; caPem: string };

const CA_NAME = 'Keyshift local CA';
const CA_YEARS = 10;
// Apple's systems refuse server certificates of a private authority beyond 825 days, others frown at 398.
const SERVER_DAYS = 397;
const RENEW_BEFORE_MS = 30 * 86_400_000;

async function loadPair(certificateFile: string, keyFile: string): Promise<Certificate | undefined> {
  const [certificatePem, key] = await Promise.all([findFile(certificateFile), findFile(keyFile)]);
  if (certificatePem === undefined || key === undefined) return undefined;
  return { certificatePem, privateKeyPem: new Secret(key) };
}

function isPair(pair: Certificate): boolean {
  try {
    return new X509Certificate(pair.certificatePem).checkPrivateKey(createPrivateKey(pair.privateKeyPem.reveal()));
  } catch {
    return false;
  }
}

// The key goes first: a certificate on disk then always has its key beside it.
async function savePair(pair: Certificate, certificateFile: string, keyFile: string): Promise<void> {
  await writePrivateFile(keyFile, pair.privateKeyPem.reveal());
  await writePrivateFile(certificateFile, pair.certificatePem);
}

// People have installed this authority in their browsers, so it is never replaced silently.
async function loadOrCreateAuthority(directory: string, now: Date): Promise<CertificateAuthority> {
  const [caFile, keyFile] = [join(directory, 'ca.pem'), join(directory, 'ca-key.pem')];
  if ((await findFile(caFile)) === undefined) {
    const created = await createCertificateAuthority({ name: CA_NAME, now, years: CA_YEARS });
    await savePair(created, caFile, keyFile);
    return created;
  }
  const kept = await loadPair(caFile, keyFile);
  if (kept === undefined || !isPair(kept)) throw httpErrors.authorityDamaged({ caFile, keyFile });
  if (new Date(new X509Certificate(kept.certificatePem).validTo) <= now) {
    throw httpErrors.authorityExpired({ caFile, keyFile });
  }
  return kept;
}

function isStillGood(pair: Certificate, o: { ca: CertificateAuthority; names: readonly string[]; now: Date }): boolean {
  if (!isPair(pair)) return false;
  const certificate = new X509Certificate(pair.certificatePem);
  if (!certificate.verify(new X509Certificate(o.ca.certificatePem).publicKey)) return false;
  if (new Date(certificate.validTo).getTime() - o.now.getTime() < RENEW_BEFORE_MS) return false;
  if (new Date(certificate.validFrom) > o.now) return false;
  return namesOf(certificate) === [...new Set(o.names.map(canonicalName))].sort().join();
}

function canonicalName(entry: string): string {
  const host = isIP(entry) === 6 ? new URL(`http://[${entry}]`).hostname.slice(1, -1) : entry;
  return host.toLowerCase();
}

function namesOf(certificate: X509Certificate): string {
  const entries = (certificate.subjectAltName ?? '').split(', ').map((entry) => entry.replace(/^[^:]*:/, ''));
  return [...new Set(entries.map(canonicalName))].sort().join();
}

/**
 * The TLS identity of this installation, from `directory` (`ca.pem`, `ca-key.pem`, `server.pem`, `server-key.pem`, all
 * 0600). Made on first use; the authority is kept, the server certificate is issued anew when `names` (DNS names and IP
 * addresses) change or fewer than 30 days remain. Throws `http.authority_damaged`, `http.authority_expired`,
 * `http.server_name_invalid`.
 */
export async function loadOrCreateTls(o: { directory: string; names: readonly string[]; now: Now }): Promise<LocalTls> {
  const now = o.now();
  const ca = await loadOrCreateAuthority(o.directory, now);
  const [certificateFile, keyFile] = [join(o.directory, 'server.pem'), join(o.directory, 'server-key.pem')];
  const found = await loadPair(certificateFile, keyFile);
  const base = { caFile: join(o.directory, 'ca.pem'), caPem: ca.certificatePem };
  if (found !== undefined && isStillGood(found, { ca, names: o.names, now })) return { ...base, ...found };
  const issued = await issueServerCertificate(ca, { names: o.names, now, days: SERVER_DAYS });
  await savePair(issued, certificateFile, keyFile);
  return { ...base, ...issued };
}
