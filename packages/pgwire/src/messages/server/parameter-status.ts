// ParameterStatus: a setting that the client should know, at start-up and whenever it changes.
import { HEADER_BYTES, SERVER_TYPE } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { cstring, frame } from '../../writer.ts';

export type ParameterStatus = { readonly kind: 'parameterStatus'; readonly name: string; readonly value: string };

export function encodeParameterStatus(name: string, value: string): Buffer {
  return frame(SERVER_TYPE.parameterStatus, cstring(name, 'a parameter name'), cstring(value, name));
}

export function decodeParameterStatus(bytes: Buffer): ParameterStatus {
  const reader = new Reader(bytes, 'ParameterStatus', HEADER_BYTES);
  const status = { kind: 'parameterStatus', name: reader.cstring(), value: reader.cstring() } as const;
  reader.end();
  return status;
}
