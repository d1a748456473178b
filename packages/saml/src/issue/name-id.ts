// Writes a NameID in exclusive canonical form: who the person is, in which format, and known to whom.
import { escapeAttribute, escapeText } from '@keyshift/xml';

export type NameIdInput = {
  readonly value: string;
  /** One of `NAMEID_FORMAT`, or what the service provider's configuration says. */
  readonly format: string;
  /** The identity provider that made it up (persistent and transient ones). */
  readonly nameQualifier?: string;
  /** The service provider, or group of them, it was made for. */
  readonly spNameQualifier?: string;
};

function formatField(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`;
}

/** `declaration` declares `saml` where no ancestor does. Source: saml-core §2.2.2. */
export function formatNameId(nameId: NameIdInput, declaration = ''): string {
  const qualifiers =
    formatField('NameQualifier', nameId.nameQualifier) + formatField('SPNameQualifier', nameId.spNameQualifier);
  return `<saml:NameID${declaration} Format="${escapeAttribute(nameId.format)}"${qualifiers}>${escapeText(nameId.value)}</saml:NameID>`;
}
