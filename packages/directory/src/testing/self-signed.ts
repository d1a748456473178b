// A self-signed certificate for tests, written byte by byte: the package itself never makes one.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Bytes = Buffer;

function der(tag: number, ...parts: readonly Bytes[]): Bytes {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const sequence = (...parts: readonly Bytes[]) => der(0x30, ...parts);
const time = (moment: Date) => der(0x18, Buffer.from(`${moment.toISOString().replace(/[-:T]|\.\d+/g, '')}`));
const ALGORITHM = {
  rsa: sequence(oid('2a864886f70d01010b'), der(0x05)),
  ec: sequence(oid('2a8648ce3d040302')),
};

export type TestAlgorithm = 'rsa-1024' | 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p-256' | 'p-384';

export function generateTestKey(algorithm: TestAlgorithm = 'rsa-2048'): KeyObject {
  const [family, size] = algorithm.split('-');
  return family === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: Number(size) }).privateKey
    : generateKeyPairSync('ec', { namedCurve: `P-${size}` }).privateKey;
}

/** PEM of a certificate of `privateKey` that signs itself. */
export function selfSigned(o: {
  commonName: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
  notBefore: Date;
  notAfter: Date;
}): string {
  const algorithm = o.privateKey.asymmetricKeyType === 'rsa' ? ALGORITHM.rsa : ALGORITHM.ec;
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(o.commonName)))));
  const serial = der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const validity = sequence(time(o.notBefore), time(o.notAfter));
  const spki = o.publicKey.export({ type: 'spki', format: 'der' });
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const tbs = sequence(version, serial, algorithm, name, validity, name, spki);
  const signature = sign('sha256', tbs, o.privateKey);
  const body = sequence(tbs, algorithm, der(0x03, Buffer.from([0]), signature)).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
