// Follows the client's messages on their way to the server, and changes only the SQL texts that need it.
import {
  CLIENT_TYPE,
  decodeParse,
  decodeQuery,
  encodeParse,
  encodeQuery,
  Framer,
  HEADER_BYTES,
  pgwireErrors,
} from '@keyshift/pgwire';
import { needsRewrite, rewriteSql } from '../rewrite/rewrite-sql.ts';

/**
 * Feed chunks in order; what comes out is to be sent in order. A chunk without anything to change comes out as the same
 * object, uncopied; only an incomplete header or an incomplete Query or Parse is held back. Throws `pgwire.*`.
 */
export class ClientStream {
  readonly #maxBytes: number;
  readonly #held = new Framer();
  /** Bytes that must be there before the held ones can be looked at. */
  #needed = 0;
  /** Bytes of a message that still pass without being looked at. */
  #passing = 0;
  #isTerminated = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether the client has said good-bye. */
  get isTerminated(): boolean {
    return this.#isTerminated;
  }

  push(chunk: Buffer): readonly Buffer[] {
    if (this.#held.bufferedBytes === 0) return this.#follow(chunk);
    this.#held.push(chunk);
    return this.#held.bufferedBytes < this.#needed ? [] : this.#follow(this.#held.takeRest());
  }

  #follow(bytes: Buffer): readonly Buffer[] {
    const cut = new Cut(bytes);
    let at = Math.min(this.#passing, bytes.length);
    this.#passing -= at;
    while (at < bytes.length) {
      const end = this.#frameEnd(bytes, at);
      const isSql = bytes[at] === CLIENT_TYPE.query || bytes[at] === CLIENT_TYPE.parse;
      if (end === undefined || (isSql && end > bytes.length)) {
        this.#hold(bytes.subarray(at), end === undefined ? HEADER_BYTES : end - at);
        return cut.endAt(at);
      }
      const changed = isSql ? rewriteFrame(bytes.subarray(at, end)) : undefined;
      if (changed !== undefined) cut.replace(at, end, changed);
      this.#isTerminated = bytes[at] === CLIENT_TYPE.terminate;
      this.#passing = Math.max(0, end - bytes.length);
      at = Math.min(end, bytes.length);
    }
    return cut.endAt(bytes.length);
  }

  #frameEnd(bytes: Buffer, at: number): number | undefined {
    if (bytes.length - at < HEADER_BYTES) return undefined;
    const length = bytes.readInt32BE(at + 1);
    if (length < 4) throw pgwireErrors.frameLength({ length });
    if (length > this.#maxBytes) throw pgwireErrors.frameTooLarge({ length, maxBytes: this.#maxBytes });
    return at + 1 + length;
  }

  #hold(bytes: Buffer, needed: number): void {
    this.#held.push(bytes);
    this.#needed = needed;
  }
}

/** Collects a chunk's pieces with some of them replaced; a chunk that stays whole is given as it is. */
class Cut {
  readonly #bytes: Buffer;
  readonly #pieces: Buffer[] = [];
  #from = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  replace(start: number, end: number, piece: Buffer): void {
    this.endAt(start);
    this.#pieces.push(piece);
    this.#from = end;
  }

  endAt(end: number): readonly Buffer[] {
    if (this.#from === 0 && end === this.#bytes.length) return [this.#bytes];
    if (end > this.#from) this.#pieces.push(this.#bytes.subarray(this.#from, end));
    return this.#pieces;
  }
}

// The text is in the client's encoding. Read as Latin-1, every byte survives a round trip, and all that is looked for
// is ASCII.
function rewriteFrame(frame: Buffer): Buffer | undefined {
  if (!needsRewrite(frame.toString('latin1', HEADER_BYTES))) return undefined;
  if (frame[0] === CLIENT_TYPE.query) {
    const text = decodeQuery(frame).text.toString('latin1');
    const changed = rewriteSql(text);
    return changed === text ? undefined : encodeQuery(Buffer.from(changed, 'latin1'));
  }
  const parse = decodeParse(frame);
  const text = parse.text.toString('latin1');
  const changed = rewriteSql(text);
  return changed === text ? undefined : encodeParse({ ...parse, text: Buffer.from(changed, 'latin1') });
}
