// Size and encoding that every binding shares.
import { bindingErrors } from '../errors/bindings.ts';

/** AWS takes no longer SAMLAssertion parameter (STS API reference, AssumeRoleWithSAML). */
export const MAX_MESSAGE_CHARACTERS = 100_000;

/** Throws `saml.not_utf8`. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw bindingErrors.notUtf8();
  }
}
