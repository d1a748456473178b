import { describe, expect, it } from 'vitest';
import { createBatch } from './batch.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a batch', () => {
  it('runs at once, then together what gathered meanwhile, each with its own result', async () => {
    const batches: (readonly number[])[] = [];
    const double = createBatch(async (items: readonly number[]) => {
      batches.push(items);
      await turn();
      return items.map((item) => item * 2);
    });
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('never holds more than 500 items', async () => {
    const sizes: number[] = [];
    const one = createBatch(async (items: readonly number[]) => {
      sizes.push(items.length);
      return items;
    });
    await Promise.all(Array.from({ length: 502 }, (_, n) => one(n)));
    expect(sizes).toEqual([1, 500, 1]);
  });

  it('refuses every call of a batch that failed, and goes on with the next', async () => {
    const check = createBatch(async (items: readonly string[]) => {
      if (items.includes('bad')) throw new Error('bad batch');
      return items;
    });
    const outcomes = await Promise.allSettled([check('first'), check('bad'), check('good')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await check('good')).toBe('good');
  });

  it('is a defect when the results do not fit the items', async () => {
    await expect(createBatch(async () => [])('x')).rejects.toThrow(TypeError);
  });
});
