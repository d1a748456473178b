// Another identity provider: a key of its own, with which any assertion can be issued, good or bad.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createSelfSignedCertificate } from '@keyshift/http';
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

const ENTITY_ID = 'https://other-idp.example/metadata';

export type ForeignProvider = {
  /** The document to register at IAM. */
  readonly metadata: string;
  /** A response (base64) for alice, good unless `changes` make it otherwise. */
  issue(role: { roleArn: string; providerArn: string; acsUrl: string }, changes?: Partial<ResponseInput>): string;
};

export async function createForeignProvider(now: () => Date): Promise<ForeignProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { certificatePem } = await createSelfSignedCertificate({
    commonName: 'other-idp',
    privateKey,
    now: now(),
    years: 1,
  });
  const key: SigningKey = { privateKey, certificatePem };
  return {
    metadata: formatIdpMetadata({
      entityId: ENTITY_ID,
      singleSignOnUrl: 'https://other-idp.example/sso',
      certificatePems: [certificatePem],
      nameIdFormats: [NAMEID_FORMAT.persistent],
    }),
    issue: ({ roleArn, providerArn, acsUrl }, changes = {}) => {
      const at = now();
      const input: ResponseInput = {
        responseId: `_${randomUUID()}`,
        assertionId: `_${randomUUID()}`,
        issueInstant: at,
        issuer: ENTITY_ID,
        destination: acsUrl,
        audience: AWS_AUDIENCE,
        nameId: { value: 'alice', format: NAMEID_FORMAT.persistent },
        sessionIndex: `_${randomUUID()}`,
        authnInstant: at,
        authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
        notBefore: at,
        notOnOrAfter: new Date(at.getTime() + 300_000),
        attributes: [
          { name: SAML_ATTRIBUTE.role, values: [`${roleArn},${providerArn}`] },
          { name: SAML_ATTRIBUTE.roleSessionName, values: ['alice'] },
        ],
        sign: 'assertion',
        ...changes,
      };
      return Buffer.from(issueResponse(input, key)).toString('base64');
    },
  };
}
