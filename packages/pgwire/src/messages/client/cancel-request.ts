// CancelRequest: sent on a connection of its own, names the session whose statement is to stop.
import { REQUEST } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { int32, packet } from '../../writer.ts';

/** Both words as signed 32-bit integers, as BackendKeyData gave them. */
export type CancelRequest = { readonly kind: 'cancelRequest'; readonly processId: number; readonly secretKey: number };

export function encodeCancelRequest(key: { processId: number; secretKey: number }): Buffer {
  return packet(int32(REQUEST.cancel), int32(key.processId), int32(key.secretKey));
}

export function decodeCancelRequest(bytes: Buffer): CancelRequest {
  const reader = new Reader(bytes, 'CancelRequest', 8);
  const request = { kind: 'cancelRequest', processId: reader.int32(), secretKey: reader.int32() } as const;
  reader.end();
  return request;
}
