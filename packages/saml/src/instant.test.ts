import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInstant, formatInstant } from './instant.ts';

describe('instants (saml-core §1.3.3)', () => {
  it('survive a round trip', () => {
    const range = {
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    };
    void fc.assert(
      fc.property(fc.date(range), (date) => {
        expect(findInstant(formatInstant(date))).toEqual(date);
      }),
    );
  });

  it('may have fractions, cut to milliseconds', () => {
    expect(findInstant('2026-01-31T12:00:00.1Z')?.getTime()).toBe(Date.UTC(2026, 0, 31, 12, 0, 0, 100));
    expect(findInstant('2026-01-31T12:00:00.123456789Z')?.getTime()).toBe(Date.UTC(2026, 0, 31, 12, 0, 0, 123));
    expect(findInstant('2028-02-29T00:00:00Z')).toBeDefined();
  });

  it.each([
    '',
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-01-31T12:00:00z',
    '2026-01-31T12:00:00+00:00',
    '2026-01-31 12:00:00Z',
    '2026-01-31T12:00:00.Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:00:60Z',
    '2026-02-29T12:00:00Z',
    '2026-04-31T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-01-00T12:00:00Z',
    '0026-01-01T12:00:00Z',
    '+002026-01-31T12:00:00Z',
    ' 2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00Z\n',
  ])('refuse %j', (text) => {
    expect(findInstant(text)).toBeUndefined();
  });
});
