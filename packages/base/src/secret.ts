// A value that cannot be logged or stringified by accident.

const REDACTED = '[secret]';

/** Wraps a password, key or token. Only `reveal()` gives the text; every printing path gives `[secret]`. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }
}
