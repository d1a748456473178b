import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer as createTlsServer } from 'node:tls';
import { Secret } from '@keyshift/base';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Certificate,
  type CertificateAuthority,
  createCertificateAuthority,
  createSelfSignedCertificate,
  issueServerCertificate,
} from '../index.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const needsOpenssl = it.skipIf(!hasOpenssl && !process.env['CI']);
const now = new Date();
const names = ['localhost', 'sso.example.com', '127.0.0.1', '::1', '2001:db8::8:800:200c:417a'];

let ca: CertificateAuthority;
let server: Certificate;
beforeAll(async () => {
  ca = await createCertificateAuthority({ name: 'Test CA', now, years: 10 });
  server = await issueServerCertificate(ca, { names, now, days: 90 });
});

function saved(): { caFile: string; serverFile: string } {
  const directory = mkdtempSync(join(tmpdir(), 'keyshift-ca-'));
  const [caFile, serverFile] = [join(directory, 'ca.pem'), join(directory, 'server.pem')];
  writeFileSync(caFile, ca.certificatePem);
  writeFileSync(serverFile, server.certificatePem);
  return { caFile, serverFile };
}

async function handshake(o: { servername?: string; host?: string; trust: string }): Promise<string> {
  const listener = createTlsServer({ cert: server.certificatePem, key: server.privateKeyPem.reveal() }, (s) => s.end());
  listener.on('tlsClientError', () => undefined);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const port = (listener.address() as AddressInfo).port;
  const client = connect({
    port,
    host: o.host ?? '127.0.0.1',
    ...(o.servername && { servername: o.servername }),
    ca: o.trust,
  });
  const outcome = await new Promise<string>((resolve) => {
    client.once('secureConnect', () => resolve('trusted'));
    client.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });
  client.destroy();
  listener.close();
  return outcome;
}

describe('server certificates of the local authority', () => {
  it.each(['localhost', 'sso.example.com'])('are trusted for the name %s by a TLS client', async (servername) => {
    expect(await handshake({ servername, trust: ca.certificatePem })).toBe('trusted');
  });

  it('are trusted for the address 127.0.0.1 by a TLS client', async () => {
    expect(await handshake({ trust: ca.certificatePem })).toBe('trusted');
  });

  it('are refused for another name, and by who trusts another authority', async () => {
    expect(await handshake({ servername: 'other.example.com', trust: ca.certificatePem })).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
    const other = await createCertificateAuthority({ name: 'Test CA', now, years: 1 });
    expect(await handshake({ servername: 'localhost', trust: other.certificatePem })).not.toBe('trusted');
  });

  it('carry names and addresses [rfc5280 §4.2.1.6]', () => {
    const certificate = new X509Certificate(server.certificatePem);
    expect(names.filter((n) => n.includes('.') && !/^\d/.test(n)).every((n) => certificate.checkHost(n))).toBe(true);
    expect(['127.0.0.1', '::1', '2001:db8::8:800:200c:417a'].map((a) => certificate.checkIP(a))).not.toContain(
      undefined,
    );
    expect(certificate.checkIP('127.0.0.2')).toBeUndefined();
  });

  needsOpenssl('pass openssl verify in strict mode, by name and by address (needs: apt-get install openssl)', () => {
    const { caFile, serverFile } = saved();
    const verify = (...more: string[]) =>
      spawnSync('openssl', ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', caFile, ...more, serverFile]);
    expect(verify('-verify_hostname', 'sso.example.com').stdout.toString()).toContain('OK');
    expect(verify('-verify_ip', '::1').status).toBe(0);
    expect(verify('-verify_hostname', 'evil.example.com').status).not.toBe(0);
  });

  needsOpenssl('cannot sign, and the authority can [rfc5280 §4.2.1.3] (needs: apt-get install openssl)', () => {
    const { caFile, serverFile } = saved();
    const text = (file: string) => execFileSync('openssl', ['x509', '-in', file, '-noout', '-text']).toString();
    expect(text(caFile)).toMatch(/CA:TRUE, pathlen:0[\s\S]*Certificate Sign, CRL Sign/);
    expect(text(serverFile)).toMatch(/CA:FALSE[\s\S]*Digital Signature[\s\S]*TLS Web Server Authentication/);
  });

  it('carry an IPv6 address that ends like an IPv4 address', async () => {
    const made = await issueServerCertificate(ca, { names: ['::ffff:192.0.2.1'], now, days: 1 });
    expect(new X509Certificate(made.certificatePem).checkIP('::ffff:c000:201')).toBe('::ffff:c000:201');
  });

  it('have positive serial numbers that never repeat, and start before now', async () => {
    const make = () => issueServerCertificate(ca, { names: ['localhost'], now, days: 1 });
    const made = await Promise.all(Array.from({ length: 20 }, make));
    const certificates = made.map(({ certificatePem }) => new X509Certificate(certificatePem));
    const serials = certificates.map(({ serialNumber }) => serialNumber);
    expect(new Set(serials).size).toBe(20);
    expect(serials.filter((serial) => !/^[0-9A-F]{16,40}$/.test(serial))).toEqual([]);
    expect(certificates.every(({ validFrom }) => new Date(validFrom) < now)).toBe(true);
  });

  needsOpenssl(
    'name the key of an authority that others made [rfc5280 §4.2.1.1] (needs: apt-get install openssl)',
    async () => {
      const directory = mkdtempSync(join(tmpdir(), 'keyshift-ca-'));
      const [keyFile, caFile] = [join(directory, 'key.pem'), join(directory, 'ca.pem')];
      const file = join(directory, 'server.pem');
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      writeFileSync(keyFile, key, { mode: 0o600 });
      const request = ['req', '-x509', '-new', '-key', keyFile, '-subj', '/O=Example/CN=A, "B"', '-out', caFile];
      execFileSync('openssl', [...request, '-addext', 'subjectKeyIdentifier=01020304'], { stdio: 'pipe' });
      const other = { certificatePem: readFileSync(caFile, 'utf8'), privateKeyPem: new Secret(key) };
      writeFileSync(file, (await issueServerCertificate(other, { names: ['localhost'], now, days: 1 })).certificatePem);
      const verified = spawnSync('openssl', ['verify', '-partial_chain', '-CAfile', caFile, file]);
      expect(verified.stdout.toString()).toContain('OK');
      expect(execFileSync('openssl', ['x509', '-in', file, '-noout', '-text']).toString()).toMatch(
        /Authority Key Identifier:\s+(keyid:)?01:02:03:04/,
      );
    },
  );

  it.each(['', 'bad name', 'a..b', '-x.example', 'x'.repeat(64), 'http://localhost'])(
    'are not made for %j',
    async (name) => {
      await expect(issueServerCertificate(ca, { names: [name], now, days: 1 })).rejects.toMatchObject({
        code: 'http.server_name_invalid',
      });
    },
  );

  it('are not made for no name at all', async () => {
    await expect(issueServerCertificate(ca, { names: [], now, days: 1 })).rejects.toMatchObject({
      code: 'http.server_name_invalid',
    });
  });
});

describe('self-signed certificates', () => {
  it('belong to a new RSA-2048 key and verify themselves', async () => {
    const made = await createSelfSignedCertificate({ commonName: 'redshift', now, years: 10 });
    const certificate = new X509Certificate(made.certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(made.privateKeyPem.reveal()))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(now.getUTCFullYear() + 10);
  });

  it.each([
    ['rsa-2048', 'rsa', { modulusLength: 2_048 }],
    ['rsa-3072', 'rsa', { modulusLength: 3_072 }],
    ['rsa-4096', 'rsa', { modulusLength: 4_096 }],
    ['p-256', 'ec', { namedCurve: 'prime256v1' }],
  ] as const)('are made for a new %s key', async (algorithm, type, details) => {
    const made = await createSelfSignedCertificate({ commonName: 'redshift', now, years: 5, algorithm });
    const { publicKey } = new X509Certificate(made.certificatePem);
    expect(publicKey.asymmetricKeyType).toBe(type);
    expect(publicKey.asymmetricKeyDetails).toMatchObject(details);
  });

  it.each(['#0500', 'a "b" c', 'back\\\\slash, O=x'])('carry the name %s as it is given', async (commonName) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const made = await createSelfSignedCertificate({ commonName, privateKey, now, years: 1 });
    expect(new X509Certificate(made.certificatePem).toLegacyObject().subject).toEqual({ CN: commonName });
  });

  it('take a given key, and dates beyond 2049 [rfc5280 §4.1.2.5]', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const made = await createSelfSignedCertificate({ commonName: 'Ünïcode, CN=x', privateKey, now, years: 40 });
    const certificate = new X509Certificate(made.certificatePem);
    expect(certificate.checkPrivateKey(privateKey)).toBe(true);
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(now.getUTCFullYear() + 40);
    expect(made.privateKeyPem.toString()).toBe('[secret]');
  });
});
