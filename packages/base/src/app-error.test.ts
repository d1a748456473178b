import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AppError, isAppError, newId, randomText, Secret } from './index.ts';

describe('AppError', () => {
  const error = new AppError({
    code: 'demo.port_taken',
    what: 'cannot listen',
    why: 'port 1 is taken',
    fix: 'use --port',
  });

  it('reads what – why – what to do', () => {
    expect(error.message).toBe('cannot listen – port 1 is taken – use --port');
  });

  it('is told from defects, and by its code', () => {
    expect(isAppError(error)).toBe(true);
    expect(isAppError(error, 'demo.port_taken')).toBe(true);
    expect(isAppError(error, 'demo.other')).toBe(false);
    expect(isAppError(new TypeError('x'))).toBe(false);
  });
});

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it.each([
    ['template', `${secret}`],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ secret }, { depth: 5, showHidden: true })],
    ['keys', Object.values(secret).join()],
  ])('stays hidden in %s', (_name, text) => {
    expect(text).not.toContain('hunter2');
  });

  it('reveals on request', () => {
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('newId', () => {
  it('carries its kind and 120 bits of the given source', () => {
    const random = (size: number) => Uint8Array.from({ length: size }, (_, index) => index);
    expect(newId('usr', random)).toBe('usr_0123456789abcdefghjkmnpq');
    expect(randomText(3, () => Uint8Array.from([255, 32, 33]))).toBe('z01');
  });
});
