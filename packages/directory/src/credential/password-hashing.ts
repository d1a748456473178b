// Argon2id in libuv's threads, a few at a time: hashing sets the login capacity and must never starve other work.
import type { Secret } from '@keyshift/base';
import { hash, verify } from '@node-rs/argon2';
import { directoryErrors } from '../errors.ts';

export type PasswordHashingOptions = {
  /** 19 456 unless told. */
  readonly memoryKib?: number;
  /** Passes; 2 unless told. */
  readonly passes?: number;
  /** Hashes computed at the same time; 2 unless told. */
  readonly maxInFlight?: number;
  /** Requests that may wait; beyond that `directory.busy`. 100 unless told. */
  readonly maxWaiting?: number;
};
export type PasswordHashing = {
  hash(password: Secret): Promise<string>;
  /** With no hash (an unknown person) it does the same work against a dummy and says no. */
  verify(password: Secret, stored: string | undefined): Promise<boolean>;
};

// The same text typed on different systems may differ in code points.
function canonical(password: Secret): string {
  return password.reveal().normalize('NFKC');
}

function createGate(o: { maxInFlight: number; maxWaiting: number }): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  return async (work) => {
    if (inFlight < o.maxInFlight) inFlight += 1;
    else if (waiting.length >= o.maxWaiting) throw directoryErrors.busy();
    // The one who leaves hands its place over, so the count stays.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inFlight -= 1;
      else next();
    }
  };
}

export function createPasswordHashing(o: PasswordHashingOptions = {}): PasswordHashing {
  const cost = { memoryCost: o.memoryKib ?? 19_456, timeCost: o.passes ?? 2, parallelism: 1 };
  const gate = createGate({ maxInFlight: o.maxInFlight ?? 2, maxWaiting: o.maxWaiting ?? 100 });
  let dummy: Promise<string> | undefined;
  const dummyHash = () => {
    dummy ??= hash('no person has this password', cost);
    return dummy;
  };
  return {
    hash: (password) => gate(() => hash(canonical(password), cost)),
    verify: (password, stored) =>
      gate(async () => {
        const against = stored ?? (await dummyHash());
        const isRight = await verify(against, canonical(password));
        return isRight && stored !== undefined;
      }),
  };
}
