// An identity provider for tests: a real key, its metadata, and assertions as the product issues them.
import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  AUTHN_CONTEXT,
  AWS_AUDIENCE,
  formatIdpMetadata,
  issueResponse,
  NAMEID_FORMAT,
  type ResponseInput,
  SAML_ATTRIBUTE,
  type SigningKey,
} from '@keyshift/saml';

export const ACS_URL = 'http://localhost:7890/redshift/';
export const ISSUER = 'https://localhost:8443/saml2/redshift/metadata';

export type Ask = {
  person?: string;
  roleArn: string;
  providerArn: string;
  /** Attributes beside Role, or instead of the usual ones when the name is the same; undefined leaves one out. */
  attributes?: Readonly<Record<string, readonly string[] | undefined>>;
  response?: Partial<ResponseInput>;
};

export type IdentityProvider = {
  readonly metadata: string;
  issueXml(ask: Ask, now: Date): string;
  /** base64, as a browser posts it. */
  issue(ask: Ask, now: Date): string;
};

export function createIdentityProvider(
  name: 'rsa-2048' | 'rsa-2048-foreign',
  entityId: string = ISSUER,
): IdentityProvider {
  const read = (kind: string) =>
    readFileSync(new URL(`../../../../fixtures/saml/keys/${name}.${kind}.pem`, import.meta.url), 'utf8');
  const key: SigningKey = { privateKey: createPrivateKey(read('key')), certificatePem: read('cert') };
  const issueXml = (ask: Ask, now: Date) => issueResponse(responseOf(ask, { now, entityId }), key);
  return {
    metadata: formatIdpMetadata({
      entityId,
      singleSignOnUrl: 'https://localhost:8443/saml2/redshift',
      certificatePems: [key.certificatePem],
      nameIdFormats: [NAMEID_FORMAT.persistent],
      organization: { name: 'Keyshift', url: 'https://localhost:8443' },
    }),
    issueXml,
    issue: (ask, now) => Buffer.from(issueXml(ask, now)).toString('base64'),
  };
}

function responseOf(ask: Ask, { now, entityId }: { now: Date; entityId: string }): ResponseInput {
  const person = ask.person ?? 'alice';
  const attributes: Record<string, readonly string[] | undefined> = {
    [SAML_ATTRIBUTE.role]: [`${ask.roleArn},${ask.providerArn}`],
    [SAML_ATTRIBUTE.roleSessionName]: [person],
    [SAML_ATTRIBUTE.dbUser]: [person],
    [SAML_ATTRIBUTE.autoCreate]: ['true'],
    ...ask.attributes,
  };
  return {
    responseId: `_${randomUUID()}`,
    assertionId: `_${randomUUID()}`,
    issueInstant: now,
    issuer: entityId,
    destination: ACS_URL,
    audience: AWS_AUDIENCE,
    nameId: { value: person, format: NAMEID_FORMAT.persistent },
    sessionIndex: `_${randomUUID()}`,
    authnInstant: now,
    authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
    notBefore: now,
    notOnOrAfter: new Date(now.getTime() + 300_000),
    attributes: Object.entries(attributes).flatMap(([name, values]) =>
      values === undefined ? [] : [{ name, values }],
    ),
    sign: 'assertion',
    ...ask.response,
  };
}
