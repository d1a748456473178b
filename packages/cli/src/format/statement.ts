// Where a typed statement ends: at the last `;` that is not inside a string, a quoted name or a comment.

const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|['"]|\/\*|\$\w*\$|;|[^'"\-/$;]+|[\s\S]/g;

/** Splits typed text into what can be run now (all complete statements) and what still waits for its `;`. */
export function splitStatement(typed: string): { statement: string; rest: string } {
  let end = 0;
  for (const { 0: token, index } of typed.matchAll(TOKENS)) {
    // An opened string, name or comment without its end swallows what follows.
    if (token === "'" || token === '"' || token === '/*' || /^\$\w*\$$/.test(token)) break;
    if (token === ';') end = index + 1;
  }
  return { statement: typed.slice(0, end).trim(), rest: typed.slice(end) };
}
