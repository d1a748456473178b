// Requests and logout messages of one service provider, in canonical form, for tests to vary.
import { NAMESPACE } from '../constants.ts';
import {
  issueLogoutRequest,
  issueLogoutResponse,
  type LogoutRequestInput,
  type LogoutResponseInput,
  NAMEID_FORMAT,
} from '../index.ts';
import { ISSUED_AT } from './response-input.ts';

export const SP_ENTITY_ID = 'https://sp.example';
const SLO_URL = 'https://idp.example/saml2/slo';

const issuer = `<saml:Issuer xmlns:saml="${NAMESPACE.assertion}">${SP_ENTITY_ID}</saml:Issuer>`;

export const authnRequest: string =
  `<samlp:AuthnRequest xmlns:samlp="${NAMESPACE.protocol}" AssertionConsumerServiceURL="https://sp.example/acs" Destination="https://idp.example/saml2/sso" ID="_authn-1" IssueInstant="2026-11-23T12:00:00Z" Version="2.0">` +
  `${issuer}<samlp:NameIDPolicy AllowCreate="true" Format="${NAMEID_FORMAT.persistent}"></samlp:NameIDPolicy></samlp:AuthnRequest>`;

export const logoutRequestInput: LogoutRequestInput = {
  id: '_logout-1',
  issueInstant: ISSUED_AT,
  issuer: SP_ENTITY_ID,
  destination: SLO_URL,
  nameId: { value: 'alice', format: NAMEID_FORMAT.persistent },
  sessionIndexes: ['_session-1'],
};

export const logoutResponseInput: LogoutResponseInput = {
  id: '_logout-2',
  inResponseTo: '_logout-1',
  issueInstant: ISSUED_AT,
  issuer: SP_ENTITY_ID,
  destination: SLO_URL,
  status: 'success',
};

/** Each kind of message that a service provider signs, unsigned. */
export const MESSAGES: readonly (readonly [name: 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse', xml: string])[] =
  [
    ['AuthnRequest', authnRequest],
    ['LogoutRequest', issueLogoutRequest(logoutRequestInput)],
    ['LogoutResponse', issueLogoutResponse(logoutResponseInput)],
  ];
