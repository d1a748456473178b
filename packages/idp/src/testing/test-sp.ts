// A service provider for tests: registered with a certificate of its own, and signing like one.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
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

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

export type PostedRequest = {
  /** None: the request is not signed. */
  readonly key?: SigningKey;
  readonly issuer?: string;
  readonly acsUrl?: string;
  readonly destination?: string;
  readonly issueInstant?: Date;
  /** Canonical text behind the Issuer. */
  readonly inside?: string;
  /** Attributes of ds:Signature. */
  readonly onSignature?: string;
  /** Of the Reference; that of the request unless told. */
  readonly uri?: string;
  /** Changes the finished text, behind the signer's back. */
  readonly change?: (xml: string) => string;
};

function signatureOver(request: string, key: SigningKey, o: PostedRequest): string {
  const digest = createHash('sha256').update(request).digest('base64');
  const info =
    `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>` +
    `<ds:Reference URI="${o.uri ?? '#_r1'}"><ds:Transforms><ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform>` +
    `<ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  const signed = `<ds:SignedInfo xmlns:ds="${DS}">${info}</ds:SignedInfo>`;
  const value = sign('sha256', Buffer.from(signed), key.privateKey).toString('base64');
  return `<ds:Signature xmlns:ds="${DS}"${o.onSignature ?? ''}><ds:SignedInfo>${info}</ds:SignedInfo><ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
}

/** An AuthnRequest with the ID `_r1` as a form field, signed inside as the POST binding has it. */
export function postedRequest(t: TestIdp, sp: TestSp, o: PostedRequest = {}): string {
  const { issuer = sp.application.audience, destination = sp.ssoUrl, issueInstant = t.clock.now, inside = '' } = o;
  const acs = o.acsUrl === undefined ? '' : ` AssertionConsumerServiceURL="${o.acsUrl}"`;
  const at = issueInstant.toISOString().replace(/\.\d+Z/, 'Z');
  const unsigned =
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"${acs} Destination="${destination}" ID="_r1" IssueInstant="${at}" Version="2.0">` +
    `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer>${inside}</samlp:AuthnRequest>`;
  const signature = o.key === undefined ? '' : signatureOver(unsigned, o.key, o);
  const xml = unsigned.replace('</saml:Issuer>', `$&${signature}`);
  return Buffer.from(o.change?.(xml) ?? xml).toString('base64');
}
