// Issues the answer to a request that failed: a Response with a status and no assertion, never signed.
import { escapeAttribute, escapeText } from '@keyshift/xml';
import { STATUS } from '../constants.ts';
import { checkNewId, formatResponseHead, type ResponseHead } from './response.ts';

export type ErrorResponseInput = ResponseHead & {
  /** Whose fault it is (saml-core §3.2.2.2, top level). */
  readonly status: 'requester' | 'responder' | 'versionMismatch';
  readonly subStatus?: Exclude<keyof typeof STATUS, 'success' | 'requester' | 'responder' | 'versionMismatch'>;
  /** Shown by the service provider, so nothing about the account. */
  readonly message?: string;
};

/**
 * The unsigned error Response as XML text. It stays unsigned on purpose: a genuine signature over a response without
 * assertion is raw material for wrapping attacks. Throws `saml.id_invalid`, `xml.illegal_character`. Source: saml-core §3.2.2.
 */
export function issueErrorResponse(input: ErrorResponseInput): string {
  checkNewId(input.responseId, 'Response');
  const sub =
    input.subStatus === undefined
      ? ''
      : `<samlp:StatusCode Value="${escapeAttribute(STATUS[input.subStatus])}"></samlp:StatusCode>`;
  const message =
    input.message === undefined ? '' : `<samlp:StatusMessage>${escapeText(input.message)}</samlp:StatusMessage>`;
  return `${formatResponseHead(input)}<samlp:Status><samlp:StatusCode Value="${STATUS[input.status]}">${sub}</samlp:StatusCode>${message}</samlp:Status></samlp:Response>`;
}
