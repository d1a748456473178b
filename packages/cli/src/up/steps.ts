// Runs the steps of a start in order, reports each, and undoes them in reverse when it ends or one fails.
import type { ReportUp } from './events.ts';

type Closer = () => Promise<void>;

export type Steps = {
  /** Runs `work`, reports how long it took, and remembers how to undo it. */
  run<Result>(name: string, work: () => Promise<Result>, close?: (result: Result) => Promise<void>): Promise<Result>;
  /** Undoes everything done so far, last first; the first failure is thrown when all have been tried. */
  undo(): Promise<void>;
};

export function createSteps(report: ReportUp): Steps {
  const closers: Closer[] = [];
  return {
    async run(name, work, close) {
      const begin = performance.now();
      const result = await work();
      if (close !== undefined) closers.push(() => close(result));
      report({ event: 'step', name, milliseconds: Math.round(performance.now() - begin) });
      return result;
    },
    async undo() {
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse()) {
        await close().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
