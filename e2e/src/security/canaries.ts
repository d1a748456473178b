// Known secrets through every flow that has one, so that they can be looked for afterwards.
import { generateKeyPairSync } from 'node:crypto';
import { createSelfSignedCertificate } from '@keyshift/http';
import { Secret as OtpSecret, TOTP } from 'otpauth';
import { assumeRole, roleOf } from '../aws.ts';
import { type AdminApi, openAdminApi } from '../interop/admin-api.ts';
import type { Keyshift } from '../keyshift.ts';
import { onlyApplication, personNamed } from '../people.ts';
import { hiddenFields, newVisitor, signInOn, type Visitor } from '../saml-http.ts';

/** What it is → its text. */
export type Canaries = Map<string, string>;

const FIRST = 'hidden first word 5c1e7f';
const WRONG = 'hidden wrong word 90d2ab';
const SECOND = 'hidden second word 3fa8c4';
const THIRD = 'hidden third word 7be016';
const MAIL = 'canary mail password b1d95e';
const USERNAME = 'canary.person';
/** No secrets: they must be found, or looking for secrets proves nothing. */
export const CANARY_NAMES: readonly string[] = [USERNAME, 'Canary Finch 61c0'];

type Flow = { readonly keyshift: Keyshift; readonly api: AdminApi; readonly canaries: Canaries };

function keepCookies({ canaries }: Flow, visitor: Visitor, when: string): void {
  for (const [name, value] of visitor.cookies) canaries.set(`${name} ${when}`, value);
}

async function signIn(flow: Flow, password: string): Promise<Visitor> {
  const visitor = newVisitor(flow.keyshift.info);
  await signInOn(visitor, await visitor.get('/login'), { username: USERNAME, password });
  return visitor;
}

async function usePasswords(flow: Flow): Promise<Visitor> {
  const { canaries } = flow;
  for (const [name, text] of Object.entries({ FIRST, WRONG, SECOND, THIRD })) canaries.set(`password ${name}`, text);
  await signIn(flow, WRONG);
  const visitor = await signIn(flow, FIRST);
  keepCookies(flow, visitor, 'after the first sign-in');
  await visitor.api('POST', '/me/password', { current: FIRST, next: SECOND });
  return visitor;
}

async function useLink(flow: Flow, personId: string): Promise<void> {
  const { url } = await flow.api.call<{ url: string }>('POST', `/people/${personId}/reset-link`, {});
  const token = new URL(url).searchParams.get('token') ?? '';
  flow.canaries.set('used link token', token);
  const visitor = newVisitor(flow.keyshift.info);
  const page = await visitor.get(url);
  await visitor.post('/login/reset', { ...hiddenFields(page), token, password: THIRD, repeat: THIRD });
  const next = await flow.api.call<{ url: string }>('POST', `/people/${personId}/reset-link`, {});
  flow.canaries.set('unused link token', new URL(next.url).searchParams.get('token') ?? '');
}

async function useFactors(flow: Flow): Promise<Visitor> {
  const { canaries } = flow;
  const visitor = await signIn(flow, THIRD);
  keepCookies(flow, visitor, 'before the second factor was added');
  const started = await visitor.api<{ enrolmentId: string; secret: string; uri: string }>(
    'POST',
    '/me/factors/totp',
    {},
  );
  const { secret, enrolmentId } = started;
  canaries.set('TOTP secret', secret);
  canaries.set('TOTP secret as hexadecimal digits', OtpSecret.fromBase32(secret).hex.toLowerCase());
  canaries.set('TOTP address', started.uri);
  const code = new TOTP({ secret }).generate();
  const { recoveryCodes } = await visitor.api<{ recoveryCodes: string[] }>('POST', '/me/factors/totp/confirm', {
    ...{ enrolmentId, code, name: 'canary phone' },
  });
  for (const [at, one] of recoveryCodes.entries()) {
    canaries.set(`recovery code ${at}`, one);
    canaries.set(`recovery code ${at} as it is typed`, one.replaceAll('-', ''));
  }
  await stepUp(flow, new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 }));
  return stepUp(flow, recoveryCodes[0] ?? '');
}

async function stepUp(flow: Flow, code: string): Promise<Visitor> {
  const visitor = await signIn(flow, THIRD);
  const page = await visitor.get('/login/mfa');
  await visitor.post('/login/mfa', { ...hiddenFields(page), code });
  // A session, and so a second factor that was taken.
  await visitor.api('GET', '/session');
  keepCookies(flow, visitor, `with the code ${code}`);
  return visitor;
}

async function useApplication({ keyshift, canaries }: Flow, visitor: Visitor): Promise<void> {
  const posting = await visitor.get(new URL(onlyApplication(keyshift.info).loginUrl).pathname);
  const response = hiddenFields(posting)['SAMLResponse'] ?? '';
  const xml = Buffer.from(response, 'base64').toString();
  // Pieces: a part of it would be as bad.
  canaries.set('SAMLResponse', response.slice(1_000, 1_060));
  canaries.set('signature', /SignatureValue>([^<]{40})/.exec(xml)?.[1] ?? '');
  const keys = await assumeRole(keyshift.info, response, { roleArn: roleOf(personNamed(keyshift.info, 'alice')) });
  canaries.set('AWS secret key', keys.secretAccessKey);
  canaries.set('AWS session token', keys.sessionToken?.slice(0, 60) ?? '');
}

async function useKeys({ keyshift, api, canaries }: Flow): Promise<void> {
  const made = await api.call<{ secret: string; key: { id: string } }>('POST', '/api-keys', {
    ...{ name: 'canary key', scopes: ['read'] },
  });
  canaries.set('API key', made.secret);
  await openAdminApi(keyshift, { key: made.secret }).call('GET', '/people');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { certificatePem } = await createSelfSignedCertificate({
    ...{ commonName: 'canary', privateKey, now: new Date(), years: 1 },
  });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const [application] = (await api.call<{ items: { id: string }[] }>('GET', '/applications')).items;
  await api.call('POST', `/applications/${application?.id}/keys/upload`, { certificatePem, privateKeyPem });
  const lines = privateKeyPem.split('\n').slice(1, -2);
  canaries.set('a line of the uploaded private key', lines[12] ?? '');
  canaries.set(
    'the uploaded private key as hexadecimal digits',
    Buffer.from(lines[12] ?? '', 'base64').toString('hex'),
  );
}

async function useMail({ api, canaries }: Flow): Promise<void> {
  canaries.set('mail password', MAIL);
  const { version } = await api.call<{ version: number }>('GET', '/settings');
  const mail = { username: 'canary', password: MAIL };
  await api.call('PATCH', '/settings', { mail }, { 'if-match': `"${version}"` });
}

/** Drives every flow; gives the secrets that were in them. */
export async function driveFlows(keyshift: Keyshift, api: AdminApi): Promise<Canaries> {
  const flow: Flow = { keyshift, api, canaries: new Map() };
  const groups = await api.call<{ items: { id: string; name: string }[] }>('GET', '/groups');
  const groupIds = groups.items.filter(({ name }) => personNamed(keyshift.info, 'alice').groups.includes(name));
  const { person } = await api.call<{ person: { id: string } }>('POST', '/people', {
    ...{ username: USERNAME, displayName: CANARY_NAMES[1], email: 'canary@example.com', password: FIRST },
    groupIds: groupIds.map(({ id }) => id),
  });
  await usePasswords(flow);
  await useLink(flow, person.id);
  await useApplication(flow, await useFactors(flow));
  await useKeys(flow);
  await useMail(flow);
  return flow.canaries;
}
