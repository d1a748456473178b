// The body of the JSON 1.1 protocol, read into the same flat parameters as a form: `{"A":[{"B":1}]}` is `A.1.B=1`.
import { awsProtocolErrors } from '../errors.ts';
import type { QueryParameters } from './decode.ts';

const MAX_PARAMETERS = 2_000;
const MAX_DEPTH = 16;
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Throws `aws-protocol.query_malformed`, `aws-protocol.query_too_large`. */
export function decodeJson(text: string): QueryParameters {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('it is no JSON object');
  const parameters = new Map<string, string>();
  addFields(parameters, { prefix: '', value, depth: 0 });
  return parameters;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw malformed('the body is no JSON');
  }
}

function addFields(parameters: Map<string, string>, o: { prefix: string; value: object; depth: number }): void {
  if (o.depth > MAX_DEPTH) throw malformed('it is nested too deeply');
  for (const [name, value] of Object.entries(o.value)) {
    if (!Array.isArray(o.value) && !NAME.test(name)) throw malformed('a field has no valid name');
    // Lists count from one, as in forms.
    const path = `${o.prefix}${Array.isArray(o.value) ? Number(name) + 1 : name}`;
    addValue(parameters, { path, value, depth: o.depth });
  }
}

function addValue(parameters: Map<string, string>, o: { path: string; value: unknown; depth: number }): void {
  const { path, value, depth } = o;
  if (value === null) return;
  if (typeof value === 'object' && !(Array.isArray(value) && value.length === 0)) {
    addFields(parameters, { prefix: `${path}.`, value: value as object, depth: depth + 1 });
    return;
  }
  parameters.set(path, Array.isArray(value) ? '' : String(value));
  if (parameters.size > MAX_PARAMETERS) {
    throw awsProtocolErrors.queryTooLarge({ limit: MAX_PARAMETERS, unit: 'parameters' });
  }
}

function malformed(why: string): Error {
  return awsProtocolErrors.queryMalformed({ why });
}
