// From the JSON text of a policy to its checked form; whatever is not understood is refused, never ignored.
import { iamPolicyErrors } from '../errors.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { parseStatement } from './parse-statement.ts';
import type { Policy, PolicyKind, PolicyVersion, Statement } from './policy.ts';

const ELEMENTS = ['Version', 'Id', 'Statement'];
// IAM's rule when Version is absent; policy variables do not exist in it.
const DEFAULT_VERSION: PolicyVersion = '2008-10-17';

/**
 * Parses a policy document. `identity`: attached to a role (also session policies and permissions boundaries);
 * `trust`: the assume-role policy of a role. Throws `iam-policy.*`, with the sentence that AWS answers with in
 * `details.awsMessage`.
 */
export function parsePolicy(json: string, kind: PolicyKind): Policy {
  const document = parseJson(json);
  if (!isObject(document)) throw iamPolicyErrors.syntax({ why: 'it is not a JSON object' });
  const unknown = Object.keys(document).find((key) => !ELEMENTS.includes(key));
  if (unknown !== undefined) throw iamPolicyErrors.syntax({ why: `"${unknown}" is not an element of a policy` });
  const version = readVersion(document);
  if (document['Id'] !== undefined && typeof document['Id'] !== 'string') {
    throw iamPolicyErrors.syntax({ why: 'Id is no text' });
  }
  const statements = readStatements(document).map((statement, index) =>
    parseStatement(statement, { kind, index, variables: version === '2012-10-17' }),
  );
  checkSids(statements);
  return { kind, version, statements };
}

function readVersion(document: JsonObject): PolicyVersion {
  const version = document['Version'];
  if (version === undefined) return DEFAULT_VERSION;
  if (version === '2012-10-17' || version === '2008-10-17') return version;
  if (typeof version !== 'string') throw iamPolicyErrors.syntax({ why: 'Version is no text' });
  throw iamPolicyErrors.versionUnknown();
}

function readStatements(document: JsonObject): readonly JsonObject[] {
  const value = document['Statement'];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw iamPolicyErrors.syntax({ why: 'it has no statement' });
  return list.map((statement) => {
    if (!isObject(statement)) throw iamPolicyErrors.syntax({ why: 'a statement is not a JSON object' });
    return statement;
  });
}

function checkSids(statements: readonly Statement[]): void {
  const seen = new Set<string>();
  for (const { sid } of statements) {
    if (sid === undefined || sid === '') continue;
    if (seen.has(sid)) throw iamPolicyErrors.sidDuplicate({ sid });
    seen.add(sid);
  }
}
