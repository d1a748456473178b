// Reads fields out of one message, never beyond its end.
import { pgwireErrors } from './errors.ts';

export class Reader {
  readonly #bytes: Buffer;
  readonly #message: string;
  #offset: number;

  /** `message` names the message in errors; reading begins at `offset`. */
  constructor(bytes: Buffer, message: string, offset = 0) {
    this.#bytes = bytes;
    this.#message = message;
    this.#offset = offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  int32(): number {
    this.#need(4);
    const value = this.#bytes.readInt32BE(this.#offset);
    this.#offset += 4;
    return value;
  }

  int16(): number {
    this.#need(2);
    const value = this.#bytes.readInt16BE(this.#offset);
    this.#offset += 2;
    return value;
  }

  uint8(): number {
    this.#need(1);
    const value = this.#bytes.readUInt8(this.#offset);
    this.#offset += 1;
    return value;
  }

  /** The bytes up to the next zero byte, which is consumed. */
  cbytes(): Buffer {
    const end = this.#bytes.indexOf(0, this.#offset);
    if (end < 0) throw this.#malformed('a text does not end');
    const value = this.#bytes.subarray(this.#offset, end);
    this.#offset = end + 1;
    return value;
  }

  /** A zero-terminated text in strict UTF-8: overlong and broken sequences are refused, not replaced. */
  cstring(): string {
    const bytes = this.cbytes();
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw this.#malformed('a text is not UTF-8');
    }
  }

  bytes(length: number): Buffer {
    this.#need(length);
    const value = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return value;
  }

  /** Asserts that everything was read. */
  end(): void {
    if (this.remaining !== 0) throw this.#malformed('it is longer than its fields');
  }

  #need(length: number): void {
    if (length < 0 || this.remaining < length) throw this.#malformed('it ends too early');
  }

  #malformed(reason: string): Error {
    return pgwireErrors.messageMalformed({ message: this.#message, reason });
  }
}
