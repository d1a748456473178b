// Finds and reads a SigV4 signature: in the Authorization header, or in the query of a presigned GET.
import { findHeader, type RequestSignature, type SignedRequest } from './request.ts';

export type SignatureFinding =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'signed'; readonly signature: RequestSignature };

const ALGORITHM = 'AWS4-HMAC-SHA256';
const CREDENTIAL = /^([A-Za-z0-9]{8,128})\/(\d{8})\/([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/aws4_request$/;
const SIGNATURE = /^[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{8}T\d{6}Z$/;
const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;
// Left unsigned, these could be exchanged by somebody between client and server.
const MUST_BE_SIGNED = ['x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'];
const MAX_EXPIRES_SECONDS = 604_800;

/** Reads the signature without judging it. */
export function findSignature(request: SignedRequest): SignatureFinding {
  const query = new URLSearchParams(request.query);
  const inQuery = [...query.keys()].some((name) => name.toLowerCase() === 'x-amz-signature');
  const headers = request.headers.filter(([name]) => name.toLowerCase() === 'authorization');
  if (inQuery && headers.length > 0) return malformed('Authorization header and presigned query together.');
  if (inQuery) return readQuery(request, query);
  if (headers.length === 0) return { kind: 'unsigned' };
  if (headers.length > 1) return malformed('More than one Authorization header.');
  return readHeader(request, headers[0]?.[1] ?? '');
}

function readHeader(request: SignedRequest, authorization: string): SignatureFinding {
  const [algorithm, ...rest] = authorization.trim().split(/ +/);
  if (algorithm !== ALGORITHM) return malformed(`Unsupported authorization type: it must be ${ALGORITHM}.`);
  const fields = readFields(rest.join(''));
  if (fields === undefined)
    return malformed('Authorization header fields must be Credential, SignedHeaders, Signature.');
  return readParts({
    request,
    form: 'header',
    credential: fields.get('Credential') ?? '',
    signedHeaders: fields.get('SignedHeaders') ?? '',
    signature: fields.get('Signature') ?? '',
    timestamp: findHeader(request, 'x-amz-date') ?? '',
    expires: undefined,
    sessionToken: findHeader(request, 'x-amz-security-token'),
  });
}

function readFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  for (const part of text.split(',')) {
    const end = part.indexOf('=');
    const name = part.slice(0, Math.max(end, 0));
    if (!['Credential', 'SignedHeaders', 'Signature'].includes(name) || fields.has(name)) return undefined;
    fields.set(name, part.slice(end + 1));
  }
  return fields.size === 3 ? fields : undefined;
}

function readQuery(request: SignedRequest, query: URLSearchParams): SignatureFinding {
  const one = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '');
  if (one('X-Amz-Algorithm') !== ALGORITHM) return malformed(`X-Amz-Algorithm must be ${ALGORITHM}.`);
  if (query.getAll('X-Amz-Security-Token').length > 1) return malformed('X-Amz-Security-Token is repeated.');
  return readParts({
    request,
    form: 'query',
    credential: one('X-Amz-Credential'),
    signedHeaders: one('X-Amz-SignedHeaders'),
    signature: one('X-Amz-Signature'),
    timestamp: one('X-Amz-Date'),
    expires: one('X-Amz-Expires'),
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
  });
}

type Parts = {
  request: SignedRequest;
  form: 'header' | 'query';
  credential: string;
  signedHeaders: string;
  signature: string;
  timestamp: string;
  expires: string | undefined;
  sessionToken: string | undefined;
};

function readParts(parts: Parts): SignatureFinding {
  const { form, signature, timestamp, sessionToken } = parts;
  const credential = CREDENTIAL.exec(parts.credential);
  if (credential === null) return malformed('Credential must be ACCESSKEY/DATE/REGION/SERVICE/aws4_request.');
  if (!SIGNATURE.test(signature)) return malformed('Signature must be 64 lower-case hexadecimal digits.');
  if (!TIMESTAMP.test(timestamp)) return malformed('X-Amz-Date must be present once, as YYYYMMDDTHHMMSSZ.');
  const [, accessKeyId = '', date = '', region = '', service = ''] = credential;
  if (!timestamp.startsWith(date))
    return malformed('Date in Credential scope does not match YYYYMMDD from X-Amz-Date.');
  const signedHeaders = parts.signedHeaders.split(';');
  const objection = objectToHeaders(signedHeaders, parts.request);
  if (objection !== undefined) return malformed(objection);
  const expiresSeconds = parts.expires === undefined ? undefined : readExpires(parts.expires);
  if (form === 'query' && expiresSeconds === undefined) return malformed('X-Amz-Expires must be 1 to 604800.');
  const scope = { accessKeyId, date, region, service };
  return {
    kind: 'signed',
    signature: { form, scope, signedHeaders, signature, timestamp, expiresSeconds, sessionToken },
  };
}

function readExpires(text: string): number | undefined {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return seconds >= 1 && seconds <= MAX_EXPIRES_SECONDS ? seconds : undefined;
}

function objectToHeaders(names: readonly string[], request: SignedRequest): string | undefined {
  if (!names.every((name) => HEADER_NAME.test(name))) return 'SignedHeaders must be lower-case header names.';
  if (names.some((name, index) => index > 0 && name <= (names[index - 1] ?? '')))
    return 'SignedHeaders must be sorted.';
  if (!names.includes('host')) return "'Host' must be a 'SignedHeader' in the AWS Authorization.";
  const present = request.headers.map(([name]) => name.toLowerCase());
  // One value may mean one thing to the verifier and another to the service.
  const repeated = [...names, ...MUST_BE_SIGNED].find((name) => present.filter((item) => item === name).length > 1);
  if (repeated !== undefined) return `The header '${repeated}' is repeated.`;
  const absent = names.find((name) => !present.includes(name));
  if (absent !== undefined) return `The signed header '${absent}' is not in the request.`;
  const unsigned = MUST_BE_SIGNED.find((name) => present.includes(name) && !names.includes(name));
  return unsigned === undefined ? undefined : `The header '${unsigned}' must be signed.`;
}

function malformed(reason: string): SignatureFinding {
  return { kind: 'malformed', reason };
}
