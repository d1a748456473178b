// Says in a few words what a document is that was meant to be metadata.
import { isAppError } from '@keyshift/base';
import { elementsOf, parseXml, type XmlElement, type XmlLimits } from '@keyshift/xml';
import { NAMESPACE } from '../constants.ts';
import { metadataErrors } from '../errors/metadata.ts';

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,40}$/;

function describePlainText(text: string): string | undefined {
  const start = text.slice(0, 500).trimStart();
  if (start === '') return 'an empty document';
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(start)) return 'a private key';
  if (start.startsWith('-----BEGIN CERTIFICATE-----')) return 'a certificate alone';
  if (/^<!doctype html|^<html[\s>]/i.test(start)) return 'a web page (HTML)';
  if (/^[[{]/.test(start)) return 'a JSON document';
  if (/^https?:\/\/\S*\s*$/.test(start)) return 'an address';
  return start.startsWith('<') ? undefined : 'plain text';
}

/** What an XML document is, by its root element. */
export function describeRoot(root: XmlElement): string {
  if (root.namespaceUri === NAMESPACE.protocol && root.localName === 'Response') return 'a SAML response';
  if (root.namespaceUri === NAMESPACE.protocol) return 'a SAML request or other protocol message';
  if (root.localName === 'html') return 'a web page (HTML)';
  return PLAIN_NAME.test(root.localName)
    ? `an XML document with the root element ${root.localName}`
    : 'an XML document';
}

function isSigned(element: XmlElement): boolean {
  return elementsOf(element).some(
    (child) => (child.localName === 'Signature' && child.namespaceUri === NAMESPACE.signature) || isSigned(child),
  );
}

/** Parses XML, with comments between elements where nothing is signed; throws `saml.not_metadata` for what is no XML at all, and `xml.*` for XML that is refused. */
export function parseMetadataXml(text: string, limits: Partial<XmlLimits>): XmlElement {
  const found = describePlainText(text);
  if (found !== undefined) throw metadataErrors.notMetadata({ found });
  try {
    const root = parseXml(text, { ...limits, allowComments: true });
    // Comments are written by hand into what nobody signed; a signature is over exact bytes, so nothing may be skipped.
    return isSigned(root) ? parseXml(text, limits) : root;
  } catch (cause) {
    // An HTML page without DOCTYPE is rarely well-formed; say what it is rather than where it breaks.
    if (isAppError(cause, 'xml.malformed') && /<(?:head|body)[\s>]/i.test(text.slice(0, 2000))) {
      throw metadataErrors.notMetadata({ found: 'a web page (HTML)' });
    }
    throw cause;
  }
}
