import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContext } from '../context.ts';
import { matchesArn, parseArnPattern } from './arn-pattern.ts';
import { literalGlob, matchesGlob, parseGlob } from './glob.ts';

const A = 'arn:aws:redshift:us-east-1:123456789012:';
const context = createContext({ 'redshift:DbUser': 'alice', 'aws:TagKeys': ['a'], 'x:star': '*' });
const covers = (pattern: string, arn: string, variables = true) =>
  matchesArn(parseArnPattern(pattern, { variables }), arn, context);

describe('wildcards', () => {
  it.each([
    ['*', '', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abcd', false],
    ['a?c', 'ac', false],
    ['*a*b', 'xaybab', true],
    ['a**?', 'ab', true],
    ['?', '', false],
  ])('%s against %s', (pattern, text, expected) => {
    expect(matchesGlob(parseGlob(pattern), text)).toBe(expected);
  });

  it('agree with a regular expression', () => {
    const characters = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map((list) => list.join(''));
    const texts = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(characters, texts, (pattern, text) => {
        const source = pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]');
        expect(matchesGlob(parseGlob(pattern), text)).toBe(new RegExp(`^${source}$`).test(text));
        expect(matchesGlob(literalGlob(pattern), text)).toBe(pattern === text);
      }),
    );
  });
});

describe('resources', () => {
  it.each([
    ['everything', '*', `${A}dbuser:c/alice`, true],
    ['the last segment with its colons', `${A}dbuser:*/alice`, `${A}dbuser:c/alice`, true],
    ['a wildcard within its segment only', 'arn:aws:redshift:*:dbuser:c/alice', `${A}dbuser:c/alice`, false],
    ['a left-out end as any', 'arn:aws:redshift', `${A}dbuser:c/alice`, true],
    ['case exactly', `${A}dbuser:c/Alice`, `${A}dbuser:c/alice`, false],
    ['another account not', 'arn:aws:redshift:us-east-1:1:dbuser:c/alice', `${A}dbuser:c/alice`, false],
    ['a variable', `${A}dbuser:c/\${redshift:DbUser}`, `${A}dbuser:c/alice`, true],
    ['a variable in any case of its key', `${A}dbuser:c/\${REDSHIFT:dbuser}`, `${A}dbuser:c/alice`, true],
    ['nothing when the variable has no value', `${A}dbuser:c/\${x:none}`, `${A}dbuser:c/`, false],
    ['nothing by a multi-valued variable', `${A}dbuser:c/\${aws:TagKeys}`, `${A}dbuser:c/a`, false],
    ['the default of a variable', `${A}dbuser:c/\${x:none, 'alice'}`, `${A}dbuser:c/alice`, true],
    ['a substituted star literally', `${A}dbuser:c/\${x:star}`, `${A}dbuser:c/alice`, false],
    ['a substituted star as that character', `${A}dbuser:c/\${x:star}`, `${A}dbuser:c/*`, true],
    ['the written star literally', `${A}dbuser:c/\${*}`, `${A}dbuser:c/alice`, false],
    ['no variable before the fifth colon', 'arn:aws:redshift:${x:star}:123456789012:a', `${A}a`, false],
    ['only whole ARNs', 'arn:aws:redshift:*:*:*', 'arn:aws:redshift', false],
  ])('cover %s', (_name, pattern, arn, expected) => {
    expect(covers(pattern, arn)).toBe(expected);
  });

  it('know no variables before version 2012-10-17', () => {
    const pattern = `${A}dbuser:c/\${redshift:DbUser}`;
    expect(covers(pattern, `${A}dbuser:c/alice`, false)).toBe(false);
    expect(covers(pattern, pattern, false)).toBe(true);
  });
});
