// XML IDs as SAML uses them, narrowed to ASCII: they stand in references and need no escaping.
const XML_ID = /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/;

export function isXmlId(text: string): boolean {
  return XML_ID.test(text);
}
