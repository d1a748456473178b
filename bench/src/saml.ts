// SAML in one process, by CPU time: issuing against one RSA signature, verifying against one RSA check and xml-crypto.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  AUTHN_CONTEXT,
  AWS_AUDIENCE,
  issueResponse,
  NAMEID_FORMAT,
  type ResponseInput,
  SAML_ATTRIBUTE,
  verifyResponse,
} from '@keyshift/saml';
import { SignedXml } from 'xml-crypto';
import type { BenchRow } from './bench-row.ts';
import { median } from './median.ts';

const ROUNDS = 9;
const ROUND_SECONDS = 0.25;
// The compiler needs some thousands of calls to settle.
const WARM_UP_SECONDS = 1;

type Task = () => unknown;

/** Calls of `task` per CPU second of this process, garbage collection included. */
function measure(task: Task, seconds: number): number {
  const start = process.cpuUsage();
  let calls = 0;
  for (;;) {
    for (let batch = 0; batch < 20; batch += 1) task();
    calls += 20;
    const { user, system } = process.cpuUsage(start);
    if (user + system > seconds * 1e6) return calls / ((user + system) / 1e6);
  }
}

/** The tasks in turn, round after round, so that a busy machine slows all of them alike; the first round warms up. */
function measureInterleaved<Name extends string>(
  tasks: Readonly<Record<Name, Task>>,
): (name: Name) => readonly number[] {
  const entries = Object.entries<Task>(tasks);
  const rates = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, task] of entries) {
      const rate = measure(task, round === 0 ? WARM_UP_SECONDS : ROUND_SECONDS);
      if (round > 0) rates.get(name)?.push(rate);
    }
  }
  return (name) => rates.get(name) ?? [];
}

/** Median of the ratios within each round. */
function ratio(rates: readonly number[], base: readonly number[]): number {
  return median(rates.map((rate, round) => rate / (base[round] ?? Number.NaN)));
}

function buildInput(): ResponseInput {
  const now = Date.now();
  const role = (name: string): string =>
    `arn:aws:iam::123456789012:role/${name},arn:aws:iam::123456789012:saml-provider/Keyshift`;
  return {
    responseId: '_01j9f6k2m4p8r0t3v5w7x9yz',
    assertionId: '_01j9f6k2m4p8r0t3v5w7x9za',
    issueInstant: new Date(now),
    issuer: 'https://localhost:8443/saml2/redshift/metadata',
    destination: 'http://localhost:7890/redshift/',
    audience: AWS_AUDIENCE,
    nameId: { value: 'alice@example.org', format: NAMEID_FORMAT.persistent },
    sessionIndex: '_01j9f6k2m4p8r0t3v5w7x9zb',
    authnInstant: new Date(now),
    authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
    notBefore: new Date(now - 60_000),
    notOnOrAfter: new Date(now + 300_000),
    sessionNotOnOrAfter: new Date(now + 28_800_000),
    attributes: [
      { name: SAML_ATTRIBUTE.role, values: [role('RedshiftAnalyst')] },
      { name: SAML_ATTRIBUTE.roleSessionName, values: ['alice@example.org'] },
      { name: SAML_ATTRIBUTE.sessionDuration, values: ['3600'] },
      { name: SAML_ATTRIBUTE.dbUser, values: ['alice'] },
      { name: SAML_ATTRIBUTE.dbGroups, values: ['redshift_dbgroup', 'analysts', 'finance'] },
      { name: SAML_ATTRIBUTE.autoCreate, values: ['true'] },
      { name: SAML_ATTRIBUTE.allowDbUserOverride, values: ['true'] },
      { name: SAML_ATTRIBUTE.forceLowercase, values: ['true'] },
    ],
    sign: 'assertion',
  };
}

function readKey(): { privateKey: KeyObject; publicKey: KeyObject; certificatePem: string } {
  const read = (name: string): string =>
    readFileSync(new URL(`../../fixtures/saml/keys/rsa-2048.${name}.pem`, import.meta.url), 'utf8');
  const privateKey = createPrivateKey(read('key'));
  return { privateKey, publicKey: createPublicKey(privateKey), certificatePem: read('cert') };
}

function verifyWithXmlCrypto(xml: string, publicCert: string): boolean {
  const verifier = new SignedXml({ publicCert });
  verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? '');
  return verifier.checkSignature(xml);
}

/** Takes about 15 CPU seconds. */
export async function benchSaml(): Promise<readonly BenchRow[]> {
  const key = readKey();
  const input = buildInput();
  const xml = issueResponse(input, key);
  const bytes = Buffer.alloc(700, 'x');
  const signature = sign('sha256', bytes, key.privateKey);
  const rates = measureInterleaved({
    rawSign: () => sign('sha256', bytes, key.privateKey),
    issue: () => issueResponse(input, key),
    rawVerify: () => verify('sha256', bytes, key.publicKey, signature),
    verify: () => verifyResponse(xml, [key.publicKey]),
    xmlCrypto: () => verifyWithXmlCrypto(xml, key.certificatePem),
  });
  const against = (name: 'issue' | 'verify' | 'xmlCrypto', base: 'rawSign' | 'rawVerify' | 'verify') =>
    ratio(rates(name), rates(base));
  const unit = '/cpu-s';
  const note = `${xml.length} bytes, RSA-2048, signed assertion`;
  const row = (name: string, rate: readonly number[]): BenchRow => ({ name, value: median(rate), unit });
  return [
    row('RSA-2048 signature, raw', rates('rawSign')),
    { ...row('response issued', rates('issue')), ratio: against('issue', 'rawSign'), against: 'raw signature', note },
    row('RSA-2048 verification, raw', rates('rawVerify')),
    {
      ...row('response verified and read', rates('verify')),
      ratio: against('verify', 'rawVerify'),
      against: 'raw verification',
      note,
    },
    {
      ...row('response verified by xml-crypto', rates('xmlCrypto')),
      ratio: against('xmlCrypto', 'verify'),
      against: 'ours',
      note: 'signature only, nothing read',
    },
  ];
}
