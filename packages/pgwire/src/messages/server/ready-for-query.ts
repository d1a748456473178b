// ReadyForQuery: the server waits for the next statement.
import { HEADER_BYTES, SERVER_TYPE } from '../../constants.ts';
import { pgwireErrors } from '../../errors.ts';
import { Reader } from '../../reader.ts';
import { frame } from '../../writer.ts';

export type TransactionStatus = 'idle' | 'inTransaction' | 'failed';
export type ReadyForQuery = { readonly kind: 'readyForQuery'; readonly status: TransactionStatus };

const LETTER = { idle: 0x49, inTransaction: 0x54, failed: 0x45 } as const;

export function encodeReadyForQuery(status: TransactionStatus): Buffer {
  return frame(SERVER_TYPE.readyForQuery, Buffer.of(LETTER[status]));
}

export function decodeReadyForQuery(bytes: Buffer): ReadyForQuery {
  const reader = new Reader(bytes, 'ReadyForQuery', HEADER_BYTES);
  const letter = reader.uint8();
  reader.end();
  if (letter === LETTER.idle) return { kind: 'readyForQuery', status: 'idle' };
  if (letter === LETTER.inTransaction) return { kind: 'readyForQuery', status: 'inTransaction' };
  if (letter === LETTER.failed) return { kind: 'readyForQuery', status: 'failed' };
  throw pgwireErrors.messageMalformed({ message: 'ReadyForQuery', reason: 'its status is unknown' });
}
