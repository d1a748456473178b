// Issues the two messages of single logout in exclusive canonical form, signed inside for POST or bare for Redirect.
import { escapeAttribute, escapeText } from '@keyshift/xml';
import { NAMESPACE, SAML_VERSION } from '../constants.ts';
import { formatInstant } from '../instant.ts';
import { formatNameId, type NameIdInput } from '../issue/name-id.ts';
import { checkNewId } from '../issue/response.ts';
import { type SigningKey, signElement } from '../issue/signature.ts';
import { formatStatus, type StatusInput } from '../issue/status.ts';

type MessageInput = {
  /** `_` and letters, digits, dot, hyphen, underscore; unique. */
  readonly id: string;
  readonly issueInstant: Date;
  readonly issuer: string;
  /** The other side's single logout address. */
  readonly destination: string;
};

export type LogoutRequestInput = MessageInput & {
  readonly nameId: NameIdInput;
  /** None = every session of the person there. */
  readonly sessionIndexes: readonly string[];
  readonly notOnOrAfter?: Date;
  /** One of `LOGOUT_REASON`. */
  readonly reason?: string;
};

export type LogoutResponseInput = MessageInput & StatusInput & { readonly inResponseTo: string };

const SAML = ` xmlns:saml="${NAMESPACE.assertion}"`;

/** Start tag and Issuer; `before` and `after` are the attributes on either side of IssueInstant in canonical order. */
function formatHead(name: string, input: MessageInput, before: string, after: string): string {
  return (
    `<samlp:${name} xmlns:samlp="${NAMESPACE.protocol}" Destination="${escapeAttribute(input.destination)}" ID="${input.id}"${before} IssueInstant="${formatInstant(input.issueInstant)}"${after} Version="${SAML_VERSION}">` +
    `<saml:Issuer${SAML}>${escapeText(input.issuer)}</saml:Issuer>`
  );
}

function finish(id: string, head: string, tail: string, key: SigningKey | undefined): string {
  return key === undefined ? head + tail : signElement({ id, head, tail }, key);
}

/**
 * With a key signed by an enveloped signature, as POST carries it; without one for `encodeRedirect`, which signs the query.
 * Throws `saml.id_invalid`, `saml.key_unsupported`, `xml.illegal_character`. Source: saml-core §3.7.1.
 */
export function issueLogoutRequest(input: LogoutRequestInput, key?: SigningKey): string {
  checkNewId(input.id, 'LogoutRequest');
  const end = input.notOnOrAfter === undefined ? '' : ` NotOnOrAfter="${formatInstant(input.notOnOrAfter)}"`;
  const reason = input.reason === undefined ? '' : ` Reason="${escapeAttribute(input.reason)}"`;
  const head = formatHead('LogoutRequest', input, '', end + reason);
  const sessions = input.sessionIndexes.map((index) => `<samlp:SessionIndex>${escapeText(index)}</samlp:SessionIndex>`);
  return finish(input.id, head, `${formatNameId(input.nameId, SAML)}${sessions.join('')}</samlp:LogoutRequest>`, key);
}

/**
 * `status: 'success'` with `subStatus: 'partialLogout'` when sessions elsewhere may still be open (saml-core §3.7.3.2).
 * Signing and refusals as for `issueLogoutRequest`. Source: saml-core §3.7.2.
 */
export function issueLogoutResponse(input: LogoutResponseInput, key?: SigningKey): string {
  checkNewId(input.id, 'LogoutResponse');
  const head = formatHead('LogoutResponse', input, ` InResponseTo="${escapeAttribute(input.inResponseTo)}"`, '');
  return finish(input.id, head, `${formatStatus(input)}</samlp:LogoutResponse>`, key);
}
