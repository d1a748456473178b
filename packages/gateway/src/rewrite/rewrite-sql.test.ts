import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from './lexer.ts';
import { needsRewrite, rewriteSql } from './rewrite-sql.ts';

describe('rewriteSql', () => {
  it.each([
    ['ALTER USER bob PASSWORD DISABLE', 'ALTER USER bob PASSWORD NULL'],
    ['alter user "b o" password\n disable;', 'alter user "b o" password\n NULL;'],
    [
      'CREATE USER bob WITH PASSWORD /* x */ DISABLE IN GROUP g',
      'CREATE USER bob WITH PASSWORD /* x */ NULL IN GROUP g',
    ],
    [
      '-- first\nSELECT 1; ALTER USER a PASSWORD DISABLE; SELECT 2',
      '-- first\nSELECT 1; ALTER USER a PASSWORD NULL; SELECT 2',
    ],
    ['SET readonly=1', 'SET keyshift.readonly=1'],
    ["set QUERY_GROUP to 'a'", "set keyshift.QUERY_GROUP to 'a'"],
    [
      'SET LOCAL enable_case_sensitive_identifier TO true',
      'SET LOCAL keyshift.enable_case_sensitive_identifier TO true',
    ],
    ['RESET query_group', 'RESET keyshift.query_group'],
  ])('%j', (sql, expected) => {
    expect(needsRewrite(sql)).toBe(true);
    expect(rewriteSql(sql)).toBe(expected);
  });

  it.each([
    "SELECT 'ALTER USER bob PASSWORD DISABLE'",
    "SELECT 'it''s; ALTER USER bob PASSWORD DISABLE'",
    "SELECT E'\\'; ALTER USER bob PASSWORD DISABLE'",
    'SELECT 1 AS "x; ALTER USER bob PASSWORD DISABLE"',
    'DO $$ BEGIN PERFORM 1; ALTER USER bob PASSWORD DISABLE; END $$',
    'DO $a$ $$; ALTER USER bob PASSWORD DISABLE; $a$',
    '/* /* nested */ ; ALTER USER bob PASSWORD DISABLE; */ SELECT 1',
    'SELECT 1 -- ; ALTER USER bob PASSWORD DISABLE',
    'ALTER TABLE t DISABLE TRIGGER ALL',
    'UPDATE t SET readonly = 1',
    'SELECT query_group, readonly FROM t',
    'ALTER USER disable',
    'ALTER USER password',
    "SELECT '; ALTER USER bob PASSWORD DISABLE",
  ])('leaves %j alone', (sql) => {
    expect(rewriteSql(sql)).toBe(sql);
  });

  it('never changes a text that the cheap test passes, and never loses a byte of any other', () => {
    const piece = fc.constantFrom(
      'set ',
      'readonly',
      "'",
      '"',
      '$$',
      '$a$',
      '/*',
      '*/',
      '--',
      '\n',
      ';',
      'password disable',
      'alter user x ',
      'é',
      '\\',
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (sql) => {
        const changed = rewriteSql(sql);
        if (!needsRewrite(sql)) expect(changed).toBe(sql);
        const undone = changed.replaceAll('keyshift.', '').replaceAll('NULL', 'disable');
        expect(undone.toLowerCase()).toBe(sql.replaceAll('keyshift.', '').replaceAll('NULL', 'disable').toLowerCase());
      }),
    );
  });
});

describe('tokenize', () => {
  it('covers a text in order, without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (sql) => {
        let at = 0;
        for (const token of tokenize(sql)) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(at).toBeLessThanOrEqual(sql.length);
      }),
    );
  });

  it('takes linear time on texts made to be slow', () => {
    for (const part of ["'", "''", '$a', '$a$', '/*', '*/', "E'\\", '"', '--', '$1', 'a$', ' ', 'u&']) {
      const sql = part.repeat(100_000);
      expect(tokenize(sql).length).toBeLessThanOrEqual(sql.length);
    }
  });
});
