import { randomBytes } from 'node:crypto';
import { Secret } from '@keyshift/base';
import { describe, expect, it } from 'vitest';
import { createSealer } from './seal.ts';

const sealer = () => createSealer(new Secret(randomBytes(32).toString('hex')), randomBytes);

describe('a sealed text', () => {
  const mine = sealer();

  it('opens for its purpose only', () => {
    const sealed = mine.seal('hällo', 'token');
    expect(mine.open(sealed, 'token')).toBe('hällo');
    expect(mine.open(sealed, 'password')).toBeUndefined();
    expect(sealer().open(sealed, 'token')).toBeUndefined();
  });

  it('is another each time', () => {
    expect(mine.seal('a', 'token')).not.toBe(mine.seal('a', 'token'));
  });

  it('does not open after a change of any bit', () => {
    const bytes = Buffer.from(mine.seal('secret', 'token'), 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(mine.open(changed.toString('base64'), 'token')).toBeUndefined();
    }
  });

  it.each(['', 'AAAA', '%%%', 'A'.repeat(100)])('is not %j', (text) => {
    expect(mine.open(text, 'token')).toBeUndefined();
  });

  it('has one spelling', () => {
    const sealed = mine.seal('secret', 'token');
    expect(mine.open(`${sealed}\n`, 'token')).toBeUndefined();
    expect(mine.open(sealed.replaceAll('=', ''), 'token')).toBe(sealed.includes('=') ? undefined : 'secret');
  });
});
