// Indents XML that we wrote ourselves, for people to read; what is signed is never formatted.

const INDENT = '  ';
const TOKENS = /<\/[^>]+>|<[^>]+>|[^<]+/g;

/** `xml` is in canonical form: no comments, no self-closing tags, no `>` inside attribute values or text unescaped. */
export function prettyXml(xml: string): string {
  const lines: string[] = [];
  let depth = 0;
  let open: string | undefined;
  for (const [token] of xml.matchAll(TOKENS)) {
    if (token.startsWith('</')) {
      depth -= 1;
      lines.push(open === undefined ? INDENT.repeat(depth) + token : INDENT.repeat(depth) + open + token);
      open = undefined;
    } else if (token.startsWith('<')) {
      if (open !== undefined) lines.push(INDENT.repeat(depth - 1) + open);
      open = token;
      depth += 1;
    } else {
      open = (open ?? '') + token;
    }
  }
  return lines.join('\n');
}

const ASSERTION = /<saml:Assertion[\s\S]*<\/saml:Assertion>/;
const SIGNATURE = /<ds:Signature[ >][\s\S]*?<\/ds:Signature>/g;

/** The assertion of a response, without signatures. */
export function unsignedAssertion(responseXml: string): string {
  return (ASSERTION.exec(responseXml)?.[0] ?? '').replace(SIGNATURE, '');
}
