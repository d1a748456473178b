// The same sign-on at SimpleSAMLphp and at ours: a request by Redirect, a session for each connection, one application.
import { createPublicKey, X509Certificate } from 'node:crypto';
import { acsOf } from '@keyshift/directory';
import { encodeRedirect, verifyResponse } from '@keyshift/saml';
import { Pool } from 'undici';
import type { Load } from './load-process.ts';
import type { Place, Target } from './place.ts';
import { PEER_ACS, PEER_SPS, type Peer } from './simplesamlphp.ts';

export type SignOn = {
  readonly name: string;
  readonly target: Target;
  /** One for each session; made anew, since a request is good for minutes only. */
  requests(): Load['requests'];
};

const OURS = 'https://sp.example/ours';

function requestPath(ssoUrl: string, issuer: string): string {
  const at = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  const message = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="${at}" Destination="${ssoUrl}"><saml:Issuer>${issuer}</saml:Issuer></samlp:AuthnRequest>`;
  return encodeRedirect({ message, kind: 'SAMLRequest', destination: ssoUrl }).slice(new URL(ssoUrl).origin.length);
}

/** An application as the peer's is: three attributes, one signed assertion. */
export async function registerOurs({ directory, url }: Place, groupId: string): Promise<string> {
  const attribute = (name: string, field: 'username' | 'email') => ({ name, source: { kind: 'user', field } }) as const;
  const application = await directory.applications.create(
    {
      ...{ name: 'peer', connector: 'saml', entityId: `${url}/peer`, audience: OURS, acs: acsOf([PEER_ACS]) },
      ...{ nameIdFormat: 'persistent', nameIdField: 'username', sign: 'assertion' },
      attributes: [
        attribute('uid', 'username'),
        attribute('mail', 'email'),
        { name: 'groups', source: { kind: 'groups' } },
      ],
    },
    'bench',
  );
  await directory.applications.entitle(application.id, { groupId, roleArn: null }, 'bench');
  return `${url}/saml2/${application.ssoPath}`;
}

function requestsOf(path: () => string, cookies: readonly string[]): SignOn['requests'] {
  return () => {
    const now = path();
    return cookies.map((cookie) => ({ method: 'GET', path: now, headers: { cookie } }));
  };
}

export function signOnAtOurs(target: Target, ssoUrl: string, cookies: readonly string[]): SignOn {
  return { name: 'Keyshift', target, requests: requestsOf(() => requestPath(ssoUrl, OURS), cookies) };
}

/** Signs `sessions` people in there. */
export async function signOnAtPeer(peer: Peer, signs: keyof typeof PEER_SPS, sessions: number): Promise<SignOn> {
  const path = () => requestPath(peer.ssoUrl, PEER_SPS[signs]);
  const cookies: string[] = [];
  for (let n = 0; n < sessions; n += 1) cookies.push(await peer.signIn(path()));
  return { name: `SimpleSAMLphp, ${signs}`, target: peer, requests: requestsOf(path, cookies) };
}

/** Throws unless each session gets a response that our verifier takes, with that key. */
export async function checkSignOn({ name, target, requests }: SignOn, certificatePem: string): Promise<void> {
  const key = createPublicKey(new X509Certificate(certificatePem).publicKey.export({ type: 'spki', format: 'pem' }));
  const pool = new Pool(target.url, { connect: { ca: target.caPem } });
  try {
    for (const { method, path, headers } of requests()) {
      const answer = await pool.request({ method, path, headers });
      const field = /name="SAMLResponse" value="([^"]*)"/.exec(await answer.body.text())?.[1];
      if (field === undefined) throw new Error(`${name} answered ${answer.statusCode} without a response`);
      verifyResponse(Buffer.from(field, 'base64').toString('utf8'), [key]);
    }
  } finally {
    await pool.close();
  }
}
