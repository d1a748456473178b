// Two independent verifiers of XML signatures: xmlsec1 (libxml2, OpenSSL) and xml-crypto (xmldom).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { NAMESPACE } from '../constants.ts';
import type { TestKey } from './keys.ts';

export type SignedElement = 'assertion' | 'response' | 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse';

function runXmlsec(
  args: (file: string) => readonly string[],
  xml: string,
): { isOk: boolean; output: string; problem: string } {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-saml-'));
  try {
    const file = join(folder, 'response.xml');
    writeFileSync(file, xml);
    const run = spawnSync('xmlsec1', [...args(file), file], { encoding: 'utf8' });
    return { isOk: run.status === 0, output: run.stdout, problem: run.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const MESSAGES = ['Response', 'AuthnRequest', 'LogoutRequest', 'LogoutResponse'];
const ID_ATTRIBUTES: readonly string[] = [
  ...['--id-attr:ID', `${NAMESPACE.assertion}:Assertion`],
  ...MESSAGES.flatMap((name) => ['--id-attr:ID', `${NAMESPACE.protocol}:${name}`]),
];
const ofRoot = (name: string): string => `/*[local-name()="${name}"]/*[local-name()="Signature"]`;
const PATHS: Readonly<Record<SignedElement, string>> = {
  assertion: '//*[local-name()="Assertion"]/*[local-name()="Signature"]',
  response: ofRoot('Response'),
  AuthnRequest: ofRoot('AuthnRequest'),
  LogoutRequest: ofRoot('LogoutRequest'),
  LogoutResponse: ofRoot('LogoutResponse'),
};

export function isAcceptedByXmlsec(xml: string, key: TestKey, signed: SignedElement): boolean {
  const args = ['--verify', '--pubkey-cert-pem', key.certificateFile, ...ID_ATTRIBUTES, '--node-xpath', PATHS[signed]];
  return runXmlsec(() => args, xml).isOk;
}

/** Signs a template (a ds:Signature with empty values) the way another product would. */
export function signByXmlsec(template: string, privateKeyFile: string): string {
  const run = runXmlsec(() => ['--sign', '--privkey-pem', privateKeyFile, ...ID_ATTRIBUTES], template);
  if (!run.isOk) throw new Error(run.problem);
  return run.output;
}

/** The document with its EncryptedData replaced by what it holds. */
export function decryptByXmlsec(xml: string, privateKeyFile: string): string {
  const run = runXmlsec(() => ['--decrypt', '--privkey-pem', privateKeyFile], xml);
  if (!run.isOk) throw new Error(run.problem);
  return run.output;
}

export function isAcceptedByXmlCrypto(xml: string, key: TestKey, signed: SignedElement): boolean {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const signatures = Array.from(document.getElementsByTagNameNS(NAMESPACE.signature, 'Signature'));
  const parentName = signed === 'assertion' ? 'Assertion' : 'Response';
  const signature = signatures.find((node) => node.parentNode?.localName === parentName);
  if (signature === undefined) throw new Error(`no signature in ${parentName}`);
  const verifier = new SignedXml({ publicCert: key.certificatePem });
  verifier.loadSignature(signature.toString());
  return verifier.checkSignature(xml);
}
