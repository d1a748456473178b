// Sign-on over HTTPS on a live session against the bare RSA signature and SimpleSAMLphp, and password logins against the bare hash.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Secret } from '@keyshift/base';
import type { Directory } from '@keyshift/directory';
import { hash, verify } from '@node-rs/argon2';
import type { BenchRow } from './bench-row.ts';
import { cpuBeneath, cpuOfOurs } from './idp/cpu.ts';
import { secondsFor } from './idp/load.ts';
import type { Load } from './idp/load-process.ts';
import { checkSignOn, registerOurs, type SignOn, signOnAtOurs, signOnAtPeer } from './idp/peer.ts';
import { type Place, startServer } from './idp/place.ts';
import { loginRequest, signIn } from './idp/sign-in.ts';
import { INSTALL, isPeerInstalled, type Peer, startPeer } from './idp/simplesamlphp.ts';
import { median } from './median.ts';

const ROUNDS = 5;
const SIGN_ONS = 600;
const PEER_SIGN_ONS = 300;
const WARM_UP = 200;
const RESPONSE = 'name="SAMLResponse"';
const LOGINS = 60;
const PEOPLE = 40;
const IN_FLIGHT = 8;
const PASSWORD = 'correct horse battery';
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ROLE = 'arn:aws:iam::123456789012:role/redshift-sso';
const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';

export async function benchIdp(): Promise<readonly BenchRow[]> {
  const server = await startServer();
  let peer: Peer | undefined;
  try {
    peer = isPeerInstalled() ? await startPeer() : undefined;
    const place = await server.open('bench');
    return await measure(await prepare(place, peer));
  } finally {
    await peer?.stop();
    await server.stop();
  }
}

const personName = (n: number) => `person${n}`;

type Loads = {
  readonly redshift: Load;
  readonly login: Load;
  readonly signOn: SignOn;
  /** Absent where it is not installed. */
  readonly peer?: { readonly assertion: SignOn; readonly both: SignOn };
};

async function prepare(place: Place, peer: Peer | undefined): Promise<Loads> {
  const { directory } = place;
  const groupId = await seed(directory);
  const ssoUrl = await registerOurs(place, groupId);
  const cookies: string[] = [];
  for (let n = 0; n < IN_FLIGHT; n += 1) cookies.push(await signIn(place, personName(n), PASSWORD));
  const ours = signOnAtOurs(place, ssoUrl, cookies);
  const [application] = (await directory.applications.list()).filter((one) => one.name === 'peer');
  const [certificate = ''] = await directory.keys.published(application?.id ?? '');
  await checkSignOn(ours, certificate);
  const common = { url: place.url, caPem: place.caPem, inFlight: IN_FLIGHT };
  const redshift = cookies.map((cookie) => ({ method: 'GET', path: '/saml2/redshift', headers: { cookie } }) as const);
  const logins = Array.from({ length: PEOPLE }, (_, n) => loginRequest(personName(n), PASSWORD));
  return {
    redshift: { ...common, requests: redshift, expectedStatus: 200, expectedText: RESPONSE, calls: SIGN_ONS },
    login: { ...common, requests: logins, expectedStatus: 303, calls: LOGINS },
    signOn: ours,
    ...(peer && { peer: await preparePeer(peer) }),
  };
}

async function preparePeer(peer: Peer): Promise<NonNullable<Loads['peer']>> {
  const [assertion, both] = [
    await signOnAtPeer(peer, 'assertion', IN_FLIGHT),
    await signOnAtPeer(peer, 'both', IN_FLIGHT),
  ];
  for (const one of [assertion, both]) await checkSignOn(one, peer.certificatePem);
  return { assertion, both };
}

function loadOf({ target, requests }: SignOn, calls: number): Load {
  const { url, caPem } = target;
  return { url, caPem, inFlight: IN_FLIGHT, requests: requests(), expectedStatus: 200, expectedText: RESPONSE, calls };
}

/** The group that opens the applications. */
async function seed(directory: Directory): Promise<string> {
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
  return group.id;
}

type Rates = Readonly<Record<'signature' | 'redshift' | 'signOn' | 'assertion' | 'both' | 'hash' | 'login', number[]>>;
/** CPU milliseconds of everything on the server's side: ours with PostgreSQL, the peer's whole web server. */
type Costs = Readonly<Record<'signature' | 'node' | 'postgres' | 'peer', number[]>>;

async function measure({ redshift, signOn, login, peer }: Loads): Promise<readonly BenchRow[]> {
  const rates: Rates = { signature: [], redshift: [], signOn: [], assertion: [], both: [], hash: [], login: [] };
  const costs: Costs = { signature: [], node: [], postgres: [], peer: [] };
  const rate = async (load: Load) => load.calls / (await secondsFor(load));
  await rate({ ...redshift, calls: WARM_UP });
  for (const one of [signOn, ...(peer ? [peer.assertion, peer.both] : [])]) await rate(loadOf(one, WARM_UP));
  for (let round = 0; round < ROUNDS; round += 1) {
    const [unsigned, signed] = [cpuOfOurs(), signatures()];
    rates.signature.push(signed.rate);
    costs.signature.push((cpuOfOurs() - unsigned) / signed.count);
    const [node, postgres] = [cpuOfOurs(), cpuBeneath(process.pid, 'postgres')];
    rates.signOn.push(await rate(loadOf(signOn, SIGN_ONS)));
    costs.node.push((cpuOfOurs() - node) / SIGN_ONS);
    costs.postgres.push((cpuBeneath(process.pid, 'postgres') - postgres) / SIGN_ONS);
    if (peer) {
      const apache = cpuBeneath(process.pid, 'apache2');
      rates.assertion.push(await rate(loadOf(peer.assertion, PEER_SIGN_ONS)));
      costs.peer.push((cpuBeneath(process.pid, 'apache2') - apache) / PEER_SIGN_ONS);
    }
    rates.redshift.push(await rate(redshift));
    if (peer) rates.both.push(await rate(loadOf(peer.both, PEER_SIGN_ONS)));
    rates.hash.push(await hashRate());
    rates.login.push(await rate(login));
  }
  return [...rowsOf(rates), ...costRows(costs)];
}

function costRows({ signature, node, postgres, peer }: Costs): BenchRow[] {
  const whole = node.map((ours, round) => ours + (postgres[round] ?? Number.NaN));
  const row = (name: string, costs: number[], note: string): BenchRow => ({
    ...{ name, value: median(costs), unit: 'CPU ms', ratio: ratioOf(costs, signature), against: 'one signature', note },
  });
  const ours = row(
    'SSO, SP-initiated: CPU, Node and PostgreSQL',
    whole,
    `${median(postgres).toPrecision(2)} PostgreSQL`,
  );
  if (peer.length === 0) return [ours];
  const least = `${ratioOf(peer, whole).toFixed(2)} × ours`;
  return [ours, row('SimpleSAMLphp 1.19, assertion signed: CPU, Apache', peer, least)];
}

/** Median of the ratios within each round: what slows the machine slows both. */
function ratioOf(rates: readonly number[], base: readonly number[]): number {
  return median(rates.map((rate, round) => rate / (base[round] ?? Number.NaN)));
}

function rowsOf({ signature, redshift, signOn, assertion, both, hash: hashes, login }: Rates): BenchRow[] {
  const note = `median of ${ROUNDS} rounds, ${IN_FLIGHT} in flight, client and PostgreSQL on the same machine`;
  const raw = 'raw RSA-2048 signing';
  const responses = (name: string, rates: number[]): BenchRow => ({
    ...{ name, value: median(rates), unit: 'responses/s', ratio: ratioOf(rates, signature), against: raw, note },
  });
  const over = (name: string, peer: number[], bar: string): BenchRow => ({
    ...{ name, value: ratioOf(signOn, peer), unit: '× SimpleSAMLphp', note: bar },
  });
  const peers =
    assertion.length === 0
      ? [{ name: 'SimpleSAMLphp', value: Number.NaN, unit: 'not installed', note: INSTALL }]
      : [
          responses('SimpleSAMLphp 1.19, the same, assertion signed', assertion),
          responses('SimpleSAMLphp 1.19, the same, as it comes (both)', both),
          over('SSO, SP-initiated, over its assertion signed', assertion, 'the bar is 4'),
          over('SSO, SP-initiated, over it as it comes', both, 'it signs twice there'),
        ];
  return [
    { name: 'raw RSA-2048 SHA-256 signatures, one core', value: median(signature), unit: '/s' },
    responses('SSO over HTTPS, IdP-initiated, Redshift, audited', redshift),
    responses('SSO over HTTPS, SP-initiated, audited', signOn),
    ...peers,
    { name: 'raw Argon2id 19 MiB t=2, 2 in flight', value: median(hashes), unit: '/s' },
    {
      ...{ name: 'password login over HTTPS, audited', value: median(login), unit: 'logins/s' },
      ...{ ratio: ratioOf(login, hashes), against: 'raw Argon2id', note: `${note}; the bar is 0.5` },
    },
  ];
}

function signatures(): { rate: number; count: number } {
  const { privateKey } = KEY;
  const message = randomBytes(600);
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < 500; count += 1) sign('sha256', message, privateKey);
  return { count, rate: (count * 1_000) / (performance.now() - started) };
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
