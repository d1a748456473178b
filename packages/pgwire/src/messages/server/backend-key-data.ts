// BackendKeyData: what a client must show to cancel a statement of this session.
import { HEADER_BYTES, SERVER_TYPE } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { frame, int32 } from '../../writer.ts';

/** Both words as signed 32-bit integers. */
export type BackendKeyData = {
  readonly kind: 'backendKeyData';
  readonly processId: number;
  readonly secretKey: number;
};

export function encodeBackendKeyData(key: { processId: number; secretKey: number }): Buffer {
  return frame(SERVER_TYPE.backendKeyData, int32(key.processId), int32(key.secretKey));
}

/** Protocol 3.0 – exactly two words; longer keys exist only from 3.2 on, which is never asked for. */
export function decodeBackendKeyData(bytes: Buffer): BackendKeyData {
  const reader = new Reader(bytes, 'BackendKeyData', HEADER_BYTES);
  const key = { kind: 'backendKeyData', processId: reader.int32(), secretKey: reader.int32() } as const;
  reader.end();
  return key;
}
