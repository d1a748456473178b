import { describe, expect, it } from 'vitest';
import { splitStatement } from './statement.ts';

describe('splitStatement', () => {
  it.each([
    ['select 1;', 'select 1;', ''],
    ['select 1', '', 'select 1'],
    ['select 1; select 2; sel', 'select 1; select 2;', ' sel'],
    ["select ';'", '', "select ';'"],
    ["select ';';", "select ';';", ''],
    ["select 'it''s;", '', "select 'it''s;"],
    ['select ";" ;', 'select ";" ;', ''],
    ['select 1 -- ;\n', '', 'select 1 -- ;\n'],
    ['select 1 /* ; */;', 'select 1 /* ; */;', ''],
    ['select /* ;', '', 'select /* ;'],
    ['do $x$ a; b $x$;', 'do $x$ a; b $x$;', ''],
    ['do $$ a;', '', 'do $$ a;'],
    ['select 4 - 2 / 1;', 'select 4 - 2 / 1;', ''],
  ])('%j runs %j and keeps %j', (typed, statement, rest) => {
    expect(splitStatement(typed)).toEqual({ statement, rest });
  });
});
