// One response of the size and shape that Redshift gets, for tests to vary.
import { AUTHN_CONTEXT, AWS_AUDIENCE, NAMEID_FORMAT, type ResponseInput, SAML_ATTRIBUTE } from '../index.ts';

export const ISSUED_AT: Date = new Date('2026-11-23T12:00:00.000Z');
export const ACS_URL = 'http://localhost:7890/redshift/';

const minutesLater = (minutes: number): Date => new Date(ISSUED_AT.getTime() + minutes * 60_000);

export function buildInput(changes: Partial<ResponseInput> = {}): ResponseInput {
  return {
    responseId: '_response-1',
    assertionId: '_assertion-1',
    issueInstant: ISSUED_AT,
    issuer: 'https://idp.example/saml2/redshift',
    destination: ACS_URL,
    audience: AWS_AUDIENCE,
    nameId: { value: 'alice', format: NAMEID_FORMAT.persistent },
    sessionIndex: '_session-1',
    authnInstant: minutesLater(-1),
    authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
    notBefore: ISSUED_AT,
    notOnOrAfter: minutesLater(5),
    sessionNotOnOrAfter: minutesLater(480),
    attributes: [
      {
        name: SAML_ATTRIBUTE.role,
        values: ['arn:aws:iam::123456789012:role/Analyst,arn:aws:iam::123456789012:saml-provider/Keyshift'],
      },
      { name: SAML_ATTRIBUTE.roleSessionName, values: ['alice'] },
      { name: SAML_ATTRIBUTE.dbUser, values: ['alice'] },
      { name: SAML_ATTRIBUTE.dbGroups, values: ['redshift_dbgroup', 'analysts'] },
      { name: SAML_ATTRIBUTE.autoCreate, values: ['true'] },
    ],
    sign: 'assertion',
    ...changes,
  };
}
