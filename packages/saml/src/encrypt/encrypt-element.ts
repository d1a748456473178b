// Writes an xenc:EncryptedData: AES-GCM over the element, the key of the moment under the recipient's RSA key by OAEP.
import { constants, createCipheriv, type KeyObject, publicEncrypt } from 'node:crypto';
import type { RandomBytes } from '@keyshift/base';
import { ENCRYPTION, NAMESPACE } from '../constants.ts';
import { encryptionErrors } from '../errors/encryption.ts';
import { findKeyType } from '../signature/algorithms.ts';

export type Encryption = {
  /** The service provider's certificate, as `parseSpMetadata` gives it. RSA ≥ 2048 bits. */
  readonly recipient: { readonly publicKey: KeyObject; readonly certificatePem: string };
  /** Default AES-256. CBC is not offered: it lets whoever can ask the recipient decrypt (CVE-2011-1096). */
  readonly cipher?: 'aes-256-gcm' | 'aes-128-gcm';
  /**
   * Default `rsa-oaep-mgf1p`, which every product takes; `rsa-oaep-sha256` is OAEP of XML Encryption 1.1. PKCS #1 v1.5 is
   * not offered: its padding answers questions.
   */
  readonly keyTransport?: 'rsa-oaep-mgf1p' | 'rsa-oaep-sha256';
  readonly random: RandomBytes;
};

const CIPHERS = {
  'aes-256-gcm': { uri: ENCRYPTION.aes256Gcm, keyBytes: 32 },
  'aes-128-gcm': { uri: ENCRYPTION.aes128Gcm, keyBytes: 16 },
} as const;

// xmlenc11 §5.5 – the 1.0 identifier fixes MGF1 with SHA-1 and takes SHA-1 as digest by default.
const KEY_TRANSPORTS = {
  'rsa-oaep-mgf1p': {
    hash: 'sha1',
    method: `Algorithm="${ENCRYPTION.rsaOaepMgf1p}"><ds:DigestMethod Algorithm="${ENCRYPTION.sha1}"></ds:DigestMethod>`,
  },
  'rsa-oaep-sha256': {
    hash: 'sha256',
    method:
      `Algorithm="${ENCRYPTION.rsaOaep}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>` +
      `<xenc11:MGF xmlns:xenc11="${NAMESPACE.encryption11}" Algorithm="${ENCRYPTION.mgf1Sha256}"></xenc11:MGF>`,
  },
} as const;

// xmlenc11 §5.2.4 – a 96-bit IV before, a 128-bit tag behind the ciphertext.
const IV_BYTES = 12;

function encryptContent(plaintext: string, key: Uint8Array, encryption: Encryption): string {
  const iv = encryption.random(IV_BYTES);
  const cipher = createCipheriv(encryption.cipher ?? 'aes-256-gcm', key, iv);
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, ciphertext, cipher.getAuthTag()]).toString('base64');
}

function wrapKey(key: Uint8Array, encryption: Encryption, hash: string): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key: encryption.recipient.publicKey, padding, oaepHash: hash }, key).toString('base64');
}

function formatCipherData(value: string): string {
  return `<xenc:CipherData><xenc:CipherValue>${value}</xenc:CipherValue></xenc:CipherData>`;
}

function formatKeyInfo(key: Uint8Array, encryption: Encryption): string {
  const { hash, method } = KEY_TRANSPORTS[encryption.keyTransport ?? 'rsa-oaep-mgf1p'];
  const certificate = encryption.recipient.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
  return (
    `<ds:KeyInfo xmlns:ds="${NAMESPACE.signature}"><xenc:EncryptedKey><xenc:EncryptionMethod ${method}</xenc:EncryptionMethod>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `${formatCipherData(wrapKey(key, encryption, hash))}</xenc:EncryptedKey></ds:KeyInfo>`
  );
}

/**
 * `element` is XML text that stands on its own. The result is in exclusive canonical form.
 * Throws `saml.encryption_key_unsupported`. Source: xmlenc11 §5.2.4, §5.5.
 */
export function encryptElement(element: string, encryption: Encryption): string {
  if (findKeyType(encryption.recipient.publicKey) !== 'rsa') {
    throw encryptionErrors.encryptionKeyUnsupported();
  }
  const { uri, keyBytes } = CIPHERS[encryption.cipher ?? 'aes-256-gcm'];
  const key = encryption.random(keyBytes);
  return (
    `<xenc:EncryptedData xmlns:xenc="${NAMESPACE.encryption}" Type="${ENCRYPTION.element}">` +
    `<xenc:EncryptionMethod Algorithm="${uri}"></xenc:EncryptionMethod>${formatKeyInfo(key, encryption)}` +
    `${formatCipherData(encryptContent(element, key, encryption))}</xenc:EncryptedData>`
  );
}
