// Time and randomness as plain parameters, so that every rule can be tested at any moment with any bytes.

/** The current moment. */
export type Now = () => Date;

/** `size` unpredictable bytes. */
export type RandomBytes = (size: number) => Uint8Array;
