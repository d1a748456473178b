import { describe, expect, it } from 'vitest';
import { formatRows } from './table.ts';

const result = {
  columns: ['name', 'note'],
  rows: [
    ['alice', 'a,"b"'],
    ['bob', null],
    ['carol', 'line\nbreak\tand \\'],
  ],
};

describe('formatRows', () => {
  it('table: aligns columns and keeps a row on its line', () => {
    expect(formatRows(result, 'table').split('\n')).toEqual([
      'name   note',
      '─────  ────────────────',
      'alice  a,"b"',
      'bob',
      'carol  line break and \\',
    ]);
  });

  it('csv: quotes where RFC 4180 asks for it', () => {
    expect(formatRows(result, 'csv')).toBe('name,note\r\nalice,"a,""b"""\r\nbob,\r\ncarol,"line\nbreak\tand \\"');
  });

  it('tsv: escapes what would break a row', () => {
    expect(formatRows(result, 'tsv').split('\n')[3]).toBe('carol\tline\\nbreak\\tand \\\\');
  });

  it('json and jsonl: objects, with null for NULL', () => {
    const objects = JSON.parse(formatRows(result, 'json'));
    expect(objects[1]).toEqual({ name: 'bob', note: null });
    const lines = formatRows(result, 'jsonl').split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(objects);
  });

  it('shows no rows as a header', () => {
    expect(formatRows({ columns: ['a'], rows: [] }, 'table')).toBe('a\n─');
  });
});
