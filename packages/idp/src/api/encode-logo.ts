// A picture from outside becomes one of ours: decoded by its first bytes, scaled, written anew, nothing else kept.
import { Transformer } from '@napi-rs/image';
import { idpErrors } from '../errors.ts';

const MOST_BYTES = 780 * 1_024;
const MOST_PIXELS = 4_096;
const SIZE = 256;

// The formats that are read; SVG is a program and never one of them.
const SIGNATURES: readonly { readonly at: number; readonly bytes: string }[][] = [
  [{ at: 0, bytes: '89504e470d0a1a0a' }],
  [{ at: 0, bytes: 'ffd8ff' }],
  [
    { at: 0, bytes: '52494646' },
    { at: 8, bytes: '57454250' },
  ],
];

function isPicture(bytes: Buffer): boolean {
  return SIGNATURES.some((parts) =>
    parts.every(({ at, bytes: hex }) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex),
  );
}

async function readSize(picture: Transformer): Promise<{ width: number; height: number }> {
  try {
    return await picture.metadata();
  } catch (cause) {
    throw idpErrors.logoRefused({ why: 'it is damaged', cause });
  }
}

/** A PNG of at most 256 × 256 pixels. Throws `idp.logo_refused`. */
export async function encodeLogo(base64: string): Promise<Buffer> {
  const bytes = Buffer.from(base64, 'base64');
  if (!isPicture(bytes)) throw idpErrors.logoRefused({ why: 'it is not a PNG, JPEG or WebP picture' });
  if (bytes.length > MOST_BYTES) throw idpErrors.logoRefused({ why: 'it is larger than 780 KB' });
  const picture = new Transformer(bytes);
  const { width, height } = await readSize(picture);
  if (Math.max(width, height) > MOST_PIXELS) {
    throw idpErrors.logoRefused({ why: `it is larger than ${MOST_PIXELS} × ${MOST_PIXELS} pixels` });
  }
  const scale = Math.min(1, SIZE / Math.max(width, height));
  try {
    return await picture.resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))).png();
  } catch (cause) {
    throw idpErrors.logoRefused({ why: 'it is damaged', cause });
  }
}
