// A service provider for tests: registered with a certificate of its own, and signing like one.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Application, type ApplicationChange, acsOf } from '@keyshift/directory';
import { createSelfSignedCertificate } from '@keyshift/http';
import { encodeRedirect, issueLogoutRequest, issueLogoutResponse, type SigningKey } from '@keyshift/saml';
import type { TestIdp } from './test-idp.ts';

export async function newKey(now: Date): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { privateKey, ...(await createSelfSignedCertificate({ commonName: 'sp', privateKey, now, years: 1 })) };
}

export type TestSp = {
  readonly application: Application;
  readonly key: SigningKey;
  readonly ssoUrl: string;
  readonly sloUrl: string;
};

/** Open to the group of the test people. */
export async function registerSp(t: TestIdp, name: string, change: ApplicationChange = {}): Promise<TestSp> {
  const key = await newKey(t.clock.now);
  const base = `https://${name}.example`;
  const application = await t.directory.applications.create(
    {
      ...{ name, label: name.toUpperCase(), connector: 'saml', entityId: `${t.idp.url}/${name}`, audience: base },
      ...{ acs: acsOf([`${base}/acs`, `${base}/acs2`]), idpInitiated: true, requestCertificates: [key.certificatePem] },
      ...change,
    },
    'system',
  );
  const group = await t.directory.groups.find('redshift_dbgroup');
  await t.directory.applications.entitle(application.id, { groupId: group?.id ?? '', roleArn: null }, 'system');
  const ssoUrl = `${t.idp.url}/saml2/${application.ssoPath}`;
  return { application, key, ssoUrl, sloUrl: `${ssoUrl}/slo` };
}

const newMessageId = () => `_${randomBytes(16).toString('hex')}`;

type RequestChange = Partial<Parameters<typeof issueLogoutRequest>[0]> & { key?: SigningKey; relayState?: string };

export function logoutRequestInput(t: TestIdp, sp: TestSp, o: { nameId: string; sessionIndexes?: string[] }) {
  return {
    id: newMessageId(),
    issueInstant: t.clock.now,
    issuer: sp.application.audience,
    destination: sp.sloUrl,
    nameId: { value: o.nameId, format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
    sessionIndexes: o.sessionIndexes ?? [],
  };
}

/** Path and query of a signed LogoutRequest by Redirect. */
export function redirectLogout(
  sp: TestSp,
  input: Parameters<typeof issueLogoutRequest>[0],
  o: Pick<RequestChange, 'key' | 'relayState'> = {},
): string {
  const { key = sp.key, relayState } = o;
  const url = encodeRedirect({
    ...{ message: issueLogoutRequest(input), kind: 'SAMLRequest', destination: sp.sloUrl, key },
    ...(relayState !== undefined && { relayState }),
  });
  return url.slice(new URL(url).origin.length);
}

/** A LogoutResponse as a form field. */
export function postedAnswer(
  t: TestIdp,
  sp: TestSp,
  o: { inResponseTo: string; isSuccess?: boolean; key?: SigningKey; issuer?: string },
): string {
  const xml = issueLogoutResponse(
    {
      ...{ id: newMessageId(), issueInstant: t.clock.now, issuer: o.issuer ?? sp.application.audience },
      ...{ destination: sp.sloUrl, inResponseTo: o.inResponseTo },
      status: o.isSuccess === false ? 'responder' : 'success',
    },
    o.key ?? sp.key,
  );
  return Buffer.from(xml).toString('base64');
}
