// Cuts a byte stream into messages, however the network split or joined it.
import { HEADER_BYTES } from './constants.ts';
import { pgwireErrors } from './errors.ts';

/** One whole message; `bytes` includes the header and stays valid for ever (it is never written again). */
export type Frame = { readonly type: number; readonly bytes: Buffer };

const EMPTY = Buffer.alloc(0);
const SMALLEST_STORE = 1_024;

/**
 * A synchronous queue of bytes. Chunks go in by `push`; whole messages come out by `takePacket` (start-up phase, no type
 * byte) and `takeFrame`. Every take names the largest message it accepts, checked on the length word before anything
 * is waited for. A chunk that arrives while nothing is queued is used as it is; otherwise bytes are copied into a store that
 * doubles, so that the work stays linear even byte by byte, and memory follows what came, not what was announced.
 */
export class Framer {
  #store: Buffer = EMPTY;
  #start = 0;
  #end = 0;

  get bufferedBytes(): number {
    return this.#end - this.#start;
  }

  push(chunk: Buffer): void {
    if (this.#start === this.#end) {
      this.#store = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    this.#append(chunk);
  }

  #append(chunk: Buffer): void {
    const size = this.bufferedBytes + chunk.length;
    // Room behind #end exists only in a store of our own: a chunk used as it is ends where it ends.
    if (this.#end + chunk.length > this.#store.length) {
      const store = Buffer.allocUnsafeSlow(Math.max(SMALLEST_STORE, size * 2));
      this.#store.copy(store, 0, this.#start, this.#end);
      this.#end = this.bufferedBytes;
      this.#start = 0;
      this.#store = store;
    }
    chunk.copy(this.#store, this.#end);
    this.#end += chunk.length;
  }

  /** The next start-up packet, length word included, or undefined until it is whole. Throws `pgwire.frame_*`. */
  takePacket(maxBytes: number): Buffer | undefined {
    if (this.bufferedBytes < 4) return undefined;
    const length = this.#checkedLength(this.#start, maxBytes);
    return this.bufferedBytes < length ? undefined : this.#take(length);
  }

  /** The next message with a type byte, or undefined until it is whole. Throws `pgwire.frame_*`. */
  takeFrame(maxBytes: number): Frame | undefined {
    if (this.bufferedBytes < HEADER_BYTES) return undefined;
    const type = this.#store.readUInt8(this.#start);
    const length = 1 + this.#checkedLength(this.#start + 1, maxBytes);
    return this.bufferedBytes < length ? undefined : { type, bytes: this.#take(length) };
  }

  /** Everything that is queued, whole or not; the queue is empty afterwards. */
  takeRest(): Buffer {
    return this.#take(this.bufferedBytes);
  }

  #checkedLength(offset: number, maxBytes: number): number {
    const length = this.#store.readInt32BE(offset);
    if (length < 4) throw pgwireErrors.frameLength({ length });
    if (length > maxBytes) throw pgwireErrors.frameTooLarge({ length, maxBytes });
    return length;
  }

  #take(length: number): Buffer {
    const bytes = this.#store.subarray(this.#start, this.#start + length);
    this.#start += length;
    return bytes;
  }
}
