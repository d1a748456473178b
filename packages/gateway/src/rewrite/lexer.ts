// Cuts SQL into words and everything else, knowing where text only looks like SQL.

export type Token = {
  /** `word` is an unquoted keyword or identifier; `other` a string, quoted identifier, number or symbol. */
  readonly kind: 'word' | 'semicolon' | 'other';
  readonly start: number;
  readonly end: number;
};

// One alternative each, tried in this order at every place (sql-syntax-lexical): blanks and line comments, E'…' with
// backslashes, '…' and "…" with doubled quotes, $tag$…$tag$, words, numbers and parameters. Unclosed ones run to the end.
const PIECE =
  /(?<blank>\s+|--[^\r\n]*)|(?<other>[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|(?:[uU]&|[nNbBxX])?'(?:[^']|'')*(?:'|$)|(?:[uU]&)?"(?:[^"]|"")*(?:"|$)|\$(?<tag>[A-Za-z_\x80-\xff][\w\x80-\xff]*)?\$[\s\S]*?(?:\$\k<tag>\$|$(?![\s\S]))|\$?\d[\w.]*)|(?<word>[A-Za-z_\x80-\xff][\w$\x80-\xff]*)/y;

/** The tokens of `sql` without blanks and comments. Bytes above 127 count as letters, as in PostgreSQL. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const afterComment = sql.startsWith('/*', at) ? blockCommentEnd(sql, at) : at;
    if (afterComment > at) {
      at = afterComment;
      continue;
    }
    PIECE.lastIndex = at;
    const match = PIECE.exec(sql);
    const end = match === null ? at + 1 : PIECE.lastIndex;
    if (match?.groups?.['blank'] === undefined) tokens.push({ kind: kindOf(sql, at, match), start: at, end });
    at = end;
  }
  return tokens;
}

function kindOf(sql: string, at: number, match: RegExpExecArray | null): Token['kind'] {
  if (match?.groups?.['word'] !== undefined) return 'word';
  return sql[at] === ';' ? 'semicolon' : 'other';
}

// Block comments nest.
function blockCommentEnd(sql: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(sql); match !== null; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}
