// JSON as policies need it: a repeated key is refused, because the parser would drop all but the last.
import { iamPolicyErrors } from '../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw iamPolicyErrors.syntax({ why: 'it is not JSON' });
  }
  checkNoDuplicateKeys(text);
  return value;
}

type Scope = { keys: Set<string> | undefined; expectsKey: boolean };

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

// The text is valid JSON here, so strings and punctuation are all that matter.
function checkNoDuplicateKeys(text: string): void {
  const scopes: Scope[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const scope = scopes.at(-1);
    if (token === '{') scopes.push({ keys: new Set(), expectsKey: true });
    else if (token === '[') scopes.push({ keys: undefined, expectsKey: false });
    else if (token === '}' || token === ']') scopes.pop();
    else if (scope?.keys !== undefined) readInObject(scope, scope.keys, token);
  }
}

function readInObject(scope: Scope, keys: Set<string>, token: string): void {
  if (token === ',') scope.expectsKey = true;
  if (!token.startsWith('"') || !scope.expectsKey) return;
  const key = String(JSON.parse(token));
  if (keys.has(key)) throw iamPolicyErrors.syntax({ why: `"${key}" is given twice` });
  keys.add(key);
  scope.expectsKey = false;
}

/** One string or a list of strings; anything else is refused. */
export function readStrings(value: unknown, element: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item !== 'string') throw iamPolicyErrors.syntax({ why: `${element} holds something that is no text` });
    return item;
  });
}
