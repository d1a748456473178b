// Turns the few Redshift statements that PostgreSQL refuses into what it understands; everything else stays untouched.
import { type Token, tokenize } from './lexer.ts';

// Session settings that drivers and tools set and PostgreSQL does not know. They are kept under
// a prefix of ours, where they are harmless.
const SETTINGS: ReadonlySet<string> = new Set([
  'query_group',
  'readonly',
  'enable_case_sensitive_identifier',
  'enable_result_cache_for_session',
  'wlm_query_slot_count',
]);
const SETTING_PREFIX = 'keyshift.';
const SUSPECT = new RegExp(`\\bdisable\\b|\\b(?:${[...SETTINGS].join('|')})\\b`, 'i');

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** A cheap test: false means that `rewriteSql` would change nothing. */
export function needsRewrite(text: string): boolean {
  return SUSPECT.test(text);
}

/** The statement or statements for PostgreSQL; the same string when there is nothing to change. */
export function rewriteSql(sql: string): string {
  const edits = splitStatements(tokenize(sql)).flatMap((statement) => editsOf(sql, statement));
  if (edits.length === 0) return sql;
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += sql.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + sql.slice(at);
}

function splitStatements(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'semicolon') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements;
}

function editsOf(sql: string, statement: readonly Token[]): Edit[] {
  const word = (index: number): string => {
    const token = statement[index];
    return token?.kind === 'word' ? sql.slice(token.start, token.end).toLowerCase() : '';
  };
  if (word(0) === 'set' || word(0) === 'reset') return settingEdits(statement, word);
  if ((word(0) === 'create' || word(0) === 'alter') && word(1) === 'user') return passwordEdits(statement, word);
  return [];
}

function settingEdits(statement: readonly Token[], word: (index: number) => string): Edit[] {
  const index = word(1) === 'session' || word(1) === 'local' ? 2 : 1;
  const name = statement[index];
  if (name === undefined || !SETTINGS.has(word(index))) return [];
  return [{ start: name.start, end: name.start, text: SETTING_PREFIX }];
}

// PASSWORD DISABLE removes the password; PostgreSQL spells it PASSWORD NULL.
function passwordEdits(statement: readonly Token[], word: (index: number) => string): Edit[] {
  return statement.flatMap((token, index) =>
    index > 2 && word(index) === 'disable' && word(index - 1) === 'password'
      ? [{ start: token.start, end: token.end, text: 'NULL' }]
      : [],
  );
}
