// Writes the Status of a response: whose fault, then what exactly, then a sentence (saml-core §3.2.2.1).
import { escapeText } from '@keyshift/xml';
import { STATUS } from '../constants.ts';

/** Whose fault it is (saml-core §3.2.2.2, top level). */
export type FailedStatus = 'requester' | 'responder' | 'versionMismatch';

/** What happened (saml-core §3.2.2.2, second level). */
export type SubStatus = Exclude<keyof typeof STATUS, 'success' | FailedStatus>;

export type StatusInput = {
  readonly status: 'success' | FailedStatus;
  readonly subStatus?: SubStatus;
  /** Shown by the service provider, so nothing about the account. */
  readonly message?: string;
};

export function formatStatus({ status, subStatus, message }: StatusInput): string {
  const sub = subStatus === undefined ? '' : `<samlp:StatusCode Value="${STATUS[subStatus]}"></samlp:StatusCode>`;
  const text = message === undefined ? '' : `<samlp:StatusMessage>${escapeText(message)}</samlp:StatusMessage>`;
  return `<samlp:Status><samlp:StatusCode Value="${STATUS[status]}">${sub}</samlp:StatusCode>${text}</samlp:Status>`;
}
