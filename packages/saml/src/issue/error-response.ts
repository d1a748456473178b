// Issues the answer to a request that failed: a Response with a status and no assertion, never signed.
import { checkNewId, formatResponseHead, type ResponseHead } from './response.ts';
import { type FailedStatus, formatStatus, type StatusInput } from './status.ts';

export type ErrorResponseInput = ResponseHead & Omit<StatusInput, 'status'> & { readonly status: FailedStatus };

/**
 * The unsigned error Response as XML text. It stays unsigned on purpose: a genuine signature over a response without
 * assertion is raw material for wrapping attacks. Throws `saml.id_invalid`, `xml.illegal_character`. Source: saml-core §3.2.2.
 */
export function issueErrorResponse(input: ErrorResponseInput): string {
  checkNewId(input.responseId, 'Response');
  return `${formatResponseHead(input)}${formatStatus(input)}</samlp:Response>`;
}
