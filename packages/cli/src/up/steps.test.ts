import { describe, expect, it } from 'vitest';
import { createSteps } from './steps.ts';

describe('steps', () => {
  it('are undone last first, all of them, and the first failure is told', async () => {
    const log: string[] = [];
    const steps = createSteps((event) => log.push(event.event === 'step' ? event.name : event.event));
    const closing = (name: string) => async () => {
      log.push(`close ${name}`);
      if (name !== 'c') throw new Error(name);
    };
    for (const name of ['a', 'b', 'c']) await steps.run(name, async () => name, closing(name));
    await expect(steps.undo()).rejects.toThrow('b');
    expect(log).toEqual(['a', 'b', 'c', 'close c', 'close b', 'close a']);
    await steps.undo();
  });

  it('do not close what did not start', async () => {
    const steps = createSteps(() => undefined);
    const starting = steps.run(
      'a',
      () => Promise.reject(new Error('no')),
      () => Promise.reject(new Error('closed')),
    );
    await expect(starting).rejects.toThrow('no');
    await steps.undo();
  });
});
