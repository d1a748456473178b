// The key pairs of fixtures/saml/keys: made for tests, worth nothing anywhere else.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SigningKey } from '../index.ts';

export type TestKeyName = 'rsa-2048' | 'rsa-2048-foreign' | 'rsa-3072' | 'rsa-1024' | 'p-256' | 'p-384';

export type TestKey = SigningKey & { readonly publicKey: KeyObject; readonly certificateFile: string };

export function fixtureFile(path: string): string {
  return fileURLToPath(new URL(`../../../../fixtures/saml/${path}`, import.meta.url));
}

export function readTestKey(name: TestKeyName): TestKey {
  const certificateFile = fixtureFile(`keys/${name}.cert.pem`);
  const certificatePem = readFileSync(certificateFile, 'utf8');
  const privateKey = createPrivateKey(readFileSync(fixtureFile(`keys/${name}.key.pem`)));
  return { privateKey, certificatePem, publicKey: createPublicKey(privateKey), certificateFile };
}
