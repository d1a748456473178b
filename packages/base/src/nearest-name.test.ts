import { describe, expect, it } from 'vitest';
import { nearestName } from './index.ts';

describe('nearestName', () => {
  it.each([
    ['polcy', 'policy'],
    ['Policy', 'policy'],
    ['zzz', undefined],
    ['a', undefined],
  ])('%s is probably %s', (name, expected) => {
    expect(nearestName(name, ['policy', 'role', 'group'])).toBe(expected);
  });
});
