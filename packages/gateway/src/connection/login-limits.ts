// Bounds how many connections may wait to be logged in: per address, and in all.
import type { Limits } from '../constants.ts';

export type LoginLimits = {
  /** A function that gives the place back, or undefined when none is free. */
  enter(address: string): (() => void) | undefined;
};

export function createLoginLimits(limits: Limits): LoginLimits {
  const perAddress = new Map<string, number>();
  let inAll = 0;
  return {
    enter(address): (() => void) | undefined {
      const here = perAddress.get(address) ?? 0;
      if (here >= limits.unauthenticatedPerAddress || inAll >= limits.unauthenticatedInAll) return undefined;
      perAddress.set(address, here + 1);
      inAll += 1;
      let isInside = true;
      return () => {
        if (!isInside) return;
        isInside = false;
        inAll -= 1;
        const left = (perAddress.get(address) ?? 1) - 1;
        if (left === 0) perAddress.delete(address);
        else perAddress.set(address, left);
      };
    },
  };
}
