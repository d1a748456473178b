// An authenticator in software, for tests: makes passkeys and signs challenges, also as no honest one would.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

export type Ceremony = {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  readonly counter: number;
  /** Unless told, the person showed who they are. */
  readonly isVerified?: boolean;
  /** Of another ceremony, for an answer that was made for something else. */
  readonly type?: string;
};
export type Passkey = {
  readonly id: string;
  /** The answer to `navigator.credentials.create`. */
  attest(ceremony: Ceremony): object;
  /** The answer to `navigator.credentials.get`. */
  assert(ceremony: Ceremony): object;
};

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();

function numberOf(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

function clientDataOf({ challenge, origin }: Ceremony, type: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

// webauthn §6.1: hash of the relying party's id, flags, counter.
function authenticatorData({ rpId, counter, isVerified }: Ceremony, flags = 0): Buffer {
  const all = flags | USER_PRESENT | (isVerified === false ? 0 : USER_VERIFIED);
  return Buffer.concat([sha256(rpId), numberOf(all, 1), numberOf(counter, 4)]);
}

export function newPasskey(): Passkey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coordinate = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  // COSE: key type EC2, algorithm ES256, curve P-256.
  const key = new Map<number, number | Uint8Array>([
    ...([
      [1, 2],
      [3, -7],
      [-1, 1],
    ] as const),
    ...([
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ] as const),
  ]);
  const answer = (response: Record<string, Buffer>) => ({
    ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
    response: Object.fromEntries(Object.entries(response).map(([name, value]) => [name, value.toString('base64url')])),
  });
  return {
    id,
    attest(ceremony) {
      const attested = [Buffer.alloc(16), numberOf(credentialId.length, 2), credentialId, isoCBOR.encode(key)];
      const authData = Buffer.concat([authenticatorData(ceremony, HAS_CREDENTIAL), ...attested]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      return answer({
        clientDataJSON: clientDataOf(ceremony, ceremony.type ?? 'webauthn.create'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
      });
    },
    assert(ceremony) {
      const clientDataJSON = clientDataOf(ceremony, ceremony.type ?? 'webauthn.get');
      const data = authenticatorData(ceremony);
      const signature = sign('sha256', Buffer.concat([data, sha256(clientDataJSON)]), privateKey);
      return answer({ clientDataJSON, authenticatorData: data, signature });
    },
  };
}
