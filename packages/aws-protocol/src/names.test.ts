import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findArn, formatArn, parseArn } from './arn.ts';
import { AwsFault } from './fault.ts';
import { isUniqueId, newUniqueId } from './unique-id.ts';

describe('ARNs', () => {
  it('are read into their parts and written back', () => {
    const text = 'arn:aws:redshift:us-east-1:123456789012:dbuser:c/alice';
    expect(parseArn(text)).toMatchObject({
      service: 'redshift',
      accountId: '123456789012',
      resource: 'dbuser:c/alice',
    });
    expect(formatArn(parseArn(text))).toBe(text);
    expect(formatArn({ service: 'iam', accountId: '123456789012', resource: 'root' })).toBe(
      'arn:aws:iam::123456789012:root',
    );
  });

  it.each([
    '',
    'arn:aws:iam::12345678901:role/x',
    'arn:AWS:iam::123456789012:role/x',
    'ARN:aws:iam::123456789012:role/x',
    'arn:aws:iam::123456789012:',
    'arn:aws:iam::123456789012:role/é',
    'arn:aws:iam::123456789012:role/a b',
    'arn:aws:iam::１２３456789012:role/a',
    'arn:aws:iam::123456789012:role/a\n',
    ' arn:aws:iam::123456789012:role/a',
  ])('are not %j', (text) => {
    expect(findArn(text)).toBeUndefined();
    expect(() => parseArn(text)).toThrow(expect.objectContaining({ code: 'aws-protocol.arn_invalid' }));
  });

  it('survive any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const arn = findArn(text);
        if (arn !== undefined) expect(formatArn(arn)).toBe(text);
      }),
    );
  });
});

describe('unique ids', () => {
  it.each([
    ['AKIA', 20],
    ['ASIA', 20],
    ['AROA', 21],
    ['ANPA', 21],
    ['AIDA', 21],
  ] as const)('%s has %i characters', (prefix, length) => {
    const id = newUniqueId(prefix, randomBytes);
    expect(id).toHaveLength(length);
    expect(isUniqueId(prefix, id)).toBe(true);
    expect(isUniqueId(prefix, id.toLowerCase())).toBe(false);
  });
});

describe('a fault', () => {
  it('names its rule, which is its code unless told otherwise', () => {
    expect(new AwsFault({ code: 'C', status: 400, message: 'm' }).rule).toBe('C');
    expect(new AwsFault({ code: 'C', status: 400, message: 'm', rule: 'sts.x', cause: 1 })).toMatchObject({
      rule: 'sts.x',
      cause: 1,
    });
  });
});
