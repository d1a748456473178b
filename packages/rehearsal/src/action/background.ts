// Work that outlives its request, with an owner that can wait for it.
import type { Log } from '@keyshift/base';

export type Background = {
  /** Starts `work`; a failure is logged under `event`, never lost. */
  start(event: string, work: () => Promise<void>): void;
  /** Resolves when everything started so far has ended. */
  settle(): Promise<void>;
};

export function createBackground(log: Log): Background {
  const running = new Set<Promise<void>>();
  return {
    start(event, work) {
      const task: Promise<void> = work()
        .catch((error: unknown) => log('error', event, { error: String(error) }))
        .finally(() => running.delete(task));
      running.add(task);
    },
    async settle() {
      await Promise.all(running);
    },
  };
}
