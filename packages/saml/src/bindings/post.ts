// HTTP-POST binding: base64 of the message in a form field (saml-bindings §3.5.4).
import { bindingErrors } from '../errors/bindings.ts';
import { decodeBase64Lines } from './base64.ts';
import { decodeUtf8, MAX_MESSAGE_CHARACTERS } from './text.ts';

/**
 * The bytes of a SAMLResponse field or SAMLAssertion parameter of at most 100 000 characters; line breaks are allowed.
 * Throws `saml.message_too_large`, `saml.base64_invalid`.
 */
export function decodeSamlResponse(base64: string): Uint8Array {
  if (base64.length > MAX_MESSAGE_CHARACTERS) throw bindingErrors.messageTooLarge({ limit: MAX_MESSAGE_CHARACTERS });
  const bytes = decodeBase64Lines(base64);
  if (bytes === undefined) throw bindingErrors.base64Invalid();
  return bytes;
}

/** The XML of a SAMLRequest field. Throws like `decodeSamlResponse`, and `saml.not_utf8`. */
export function decodePostRequest(samlRequest: string): string {
  return decodeUtf8(decodeSamlResponse(samlRequest));
}
