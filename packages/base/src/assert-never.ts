// Closes an exhaustive switch: a forgotten case is a compile error, and a defect if it is ever reached.

export function assertNever(value: never): never {
  throw new TypeError(`unexpected case: ${JSON.stringify(value)}`);
}
