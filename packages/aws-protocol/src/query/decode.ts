// The form body of the Query and EC2 protocols, read strictly: each parameter once, UTF-8, nothing that XML cannot carry.
import { awsProtocolErrors } from '../errors.ts';

export type QueryParameters = ReadonlyMap<string, string>;

const MAX_BYTES = 1_048_576;
const MAX_PARAMETERS = 2_000;
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,255}$/;
const STRAY_PERCENT = /%(?![0-9A-Fa-f]{2})/;
// What is left out here, control characters and lone surrogates, cannot be written into an answer.
const XML_TEXT = /^[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Decodes `a=b&c.1=d`. Throws `aws-protocol.query_too_large`, `.query_malformed`, `.parameter_repeated`. */
export function decodeQuery(text: string): QueryParameters {
  if (text.length > MAX_BYTES) throw awsProtocolErrors.queryTooLarge({ limit: MAX_BYTES, unit: 'bytes' });
  const pairs = text === '' ? [] : text.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) {
    throw awsProtocolErrors.queryTooLarge({ limit: MAX_PARAMETERS, unit: 'parameters' });
  }
  const parameters = new Map<string, string>();
  for (const pair of pairs) {
    const end = pair.indexOf('=');
    const name = decodePart(end < 0 ? pair : pair.slice(0, end));
    if (!NAME.test(name)) throw awsProtocolErrors.queryMalformed({ why: 'a parameter has no valid name' });
    if (parameters.has(name)) throw awsProtocolErrors.parameterRepeated({ name });
    parameters.set(name, end < 0 ? '' : decodePart(pair.slice(end + 1)));
  }
  return parameters;
}

function decodePart(text: string): string {
  // The reader of percent signs accepts what is no UTF-8 nowhere, but stray signs deserve their own words.
  if (STRAY_PERCENT.test(text)) throw awsProtocolErrors.queryMalformed({ why: 'a percent sign starts no code' });
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw awsProtocolErrors.queryMalformed({ why: 'a parameter is not UTF-8' });
  }
  if (!XML_TEXT.test(decoded)) throw awsProtocolErrors.queryMalformed({ why: 'a parameter has control characters' });
  return decoded;
}
