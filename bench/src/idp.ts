// Sign-on over HTTPS on a live session against the bare RSA signature, and password logins against the bare hash.
import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Secret } from '@keyshift/base';
import type { Directory } from '@keyshift/directory';
import { hash, verify } from '@node-rs/argon2';
import type { BenchRow } from './bench-row.ts';
import type { Load } from './idp-load.ts';
import { formRequest, type IdpServer, startIdpServer } from './idp-server.ts';
import { median } from './median.ts';

const ROUNDS = 5;
const SIGN_ONS = 600;
const LOGINS = 60;
const PEOPLE = 40;
const IN_FLIGHT = 8;
const PASSWORD = 'correct horse battery';
const ROLE = 'arn:aws:iam::123456789012:role/redshift-sso';
const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';

type Target = Pick<IdpServer, 'url' | 'caPem'>;

export async function benchIdp(): Promise<readonly BenchRow[]> {
  const server = await startIdpServer();
  try {
    await seed(server.directory);
    return await measure(server);
  } finally {
    await server.stop();
  }
}

const personName = (n: number) => `person${n}`;

async function seed(directory: Directory): Promise<void> {
  const app = await directory.applications.create(
    { name: 'redshift', connector: 'redshift', entityId: 'https://localhost/saml2/redshift/metadata' },
    'bench',
  );
  await directory.applications.setProviderArn(app.id, PROVIDER, 'bench');
  const group = await directory.groups.create({ name: 'redshift_dbgroup' }, 'bench');
  await directory.applications.entitle(app.id, { groupId: group.id, roleArn: ROLE }, 'bench');
  for (let n = 0; n < PEOPLE; n += 1) {
    const username = personName(n);
    const input = { username, displayName: username, email: `${username}@example.com` };
    const person = await directory.people.create(input, 'bench');
    await directory.people.setPassword(person.id, new Secret(PASSWORD), 'bench');
    await directory.groups.addMember(group.id, person.id, 'bench');
  }
}

function login(origin: string, n: number): Load['requests'][number] {
  return formRequest({ origin, path: '/login', fields: { username: personName(n), password: PASSWORD } });
}

async function seconds(load: Load): Promise<number> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const client = fork(fileURLToPath(new URL(`./idp-load.${extension}`, import.meta.url)));
  client.send(load);
  const [taken] = await Promise.race([once(client, 'message'), failure(client)]);
  return taken as number;
}

async function failure(client: ChildProcess): Promise<never> {
  const [code] = await once(client, 'exit');
  throw new Error(`the load generator ended with ${code} before it had measured`);
}

async function sessionCookie(target: Target): Promise<string> {
  const { Pool } = await import('undici');
  const pool = new Pool(target.url, { connect: { ca: target.caPem } });
  const answer = await pool.request(login(target.url, 0));
  await answer.body.dump();
  await pool.close();
  const lines = [answer.headers['set-cookie'] ?? []].flat();
  return lines.find((line) => line.startsWith('__Host-keyshift='))?.split(';')[0] ?? '';
}

async function measure(target: Target): Promise<readonly BenchRow[]> {
  const cookie = await sessionCookie(target);
  const common = { ...target, inFlight: IN_FLIGHT };
  const signOn = { method: 'GET', path: '/saml2/redshift', headers: { cookie } } as const;
  const signOns = { ...common, requests: [signOn], expectedStatus: 200, calls: SIGN_ONS };
  const requests = Array.from({ length: PEOPLE }, (_, n) => login(target.url, n));
  const logins = { ...common, requests, expectedStatus: 303, calls: LOGINS };
  await seconds({ ...signOns, calls: 200 });
  const rates: Record<'signature' | 'signOn' | 'hash' | 'login', number[]> = {
    ...{ signature: [], signOn: [], hash: [], login: [] },
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.signature.push(signatureRate());
    rates.signOn.push(SIGN_ONS / (await seconds(signOns)));
    rates.hash.push(await hashRate());
    rates.login.push(LOGINS / (await seconds(logins)));
  }
  const [signature, signOnRate] = [median(rates.signature), median(rates.signOn)];
  const [hashes, loginRate] = [median(rates.hash), median(rates.login)];
  const note = `median of ${ROUNDS} rounds, ${IN_FLIGHT} in flight, client and PostgreSQL on the same machine`;
  return [
    { name: 'raw RSA-2048 SHA-256 signatures, one core', value: signature, unit: '/s' },
    {
      name: 'SSO over HTTPS, live session, audited',
      value: signOnRate,
      unit: 'responses/s',
      ...{ ratio: signOnRate / signature, against: 'raw RSA-2048 signing', note },
    },
    { name: 'raw Argon2id 19 MiB t=2, 2 in flight', value: hashes, unit: '/s' },
    {
      name: 'password login over HTTPS, audited',
      value: loginRate,
      unit: 'logins/s',
      ...{ ratio: loginRate / hashes, against: 'raw Argon2id', note },
    },
  ];
}

function signatureRate(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const message = randomBytes(600);
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < 500; count += 1) sign('sha256', message, privateKey);
  return (count * 1_000) / (performance.now() - started);
}

async function hashRate(): Promise<number> {
  const stored = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const started = performance.now();
  const one = async () => {
    for (let n = 0; n < 20; n += 1) await verify(stored, PASSWORD);
  };
  await Promise.all([one(), one()]);
  return 40_000 / (performance.now() - started);
}
