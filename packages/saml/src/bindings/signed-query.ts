// Takes a signed Redirect query apart without re-encoding it: the octets that were signed are the octets that came.
import { bindingErrors } from '../errors/bindings.ts';

export type SignedQuery = {
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly message: string;
  readonly relayState?: string;
  /** Absent both in an unsigned query; then so is `signature`. */
  readonly algorithm?: string;
  readonly signature?: string;
  /** What the signature is over, letter for letter as received. */
  readonly signedOctets: string;
};

// saml-bindings §3.4.4.1 – this is the order of the signed string, and the only one taken in a query.
const ORDER = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature'];
const ENCODING = 'SAMLEncoding';
const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';
const MAX_QUERY_CHARACTERS = 100_000;

type Part = { readonly name: string; readonly raw: string; readonly value: string };

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw bindingErrors.queryInvalid({ reason: 'it is not percent-encoded UTF-8' });
  }
}

function readPart(raw: string): Part {
  const at = raw.indexOf('=');
  const rawName = at < 0 ? raw : raw.slice(0, at);
  const name = decode(rawName);
  const isKnown = ORDER.includes(name) || name === ENCODING;
  // Another reader would take a name in disguise for the plain one.
  if (isKnown && rawName !== name) throw bindingErrors.queryInvalid({ reason: 'it encodes the name of a parameter' });
  return { name, raw, value: isKnown && at >= 0 ? decode(raw.slice(at + 1)) : '' };
}

/** The parameters that count, each once and in order; others are nobody's here and not signed. */
function listParts(rawQuery: string): readonly Part[] {
  if (rawQuery.length > MAX_QUERY_CHARACTERS) throw bindingErrors.messageTooLarge({ limit: MAX_QUERY_CHARACTERS });
  const parts = rawQuery.split('&').map(readPart);
  const encodings = parts.filter(({ name }) => name === ENCODING);
  if (encodings.length > 1 || encodings.some(({ value }) => value !== DEFLATE)) {
    throw bindingErrors.queryInvalid({ reason: 'its SAMLEncoding is not DEFLATE' });
  }
  const known = parts.filter(({ name }) => ORDER.includes(name));
  if (new Set(known.map(({ name }) => name)).size !== known.length) {
    throw bindingErrors.queryInvalid({ reason: 'it repeats a parameter' });
  }
  const isOrdered = known.every(
    ({ name }, at) => at === 0 || ORDER.indexOf(known[at - 1]?.name ?? '') < ORDER.indexOf(name),
  );
  if (!isOrdered) throw bindingErrors.queryInvalid({ reason: 'its parameters are out of order' });
  return known;
}

/** `rawQuery` is what follows the `?`, undecoded. Throws `saml.query_invalid`, `saml.message_too_large`. */
export function readSignedQuery(rawQuery: string): SignedQuery {
  const parts = listParts(rawQuery);
  const [message, second] = parts;
  const kind = message?.name;
  if (kind !== 'SAMLRequest' && kind !== 'SAMLResponse') {
    throw bindingErrors.queryInvalid({ reason: 'it has neither SAMLRequest nor SAMLResponse' });
  }
  if (second?.name === 'SAMLResponse') {
    throw bindingErrors.queryInvalid({ reason: 'it has both SAMLRequest and SAMLResponse' });
  }
  const find = (name: string): string | undefined => parts.find((part) => part.name === name)?.value;
  const relayState = find('RelayState');
  const algorithm = find('SigAlg');
  const signature = find('Signature');
  return {
    kind,
    message: message?.value ?? '',
    ...(relayState === undefined ? {} : { relayState }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(signature === undefined ? {} : { signature }),
    signedOctets: parts
      .filter(({ name }) => name !== 'Signature')
      .map(({ raw }) => raw)
      .join('&'),
  };
}
