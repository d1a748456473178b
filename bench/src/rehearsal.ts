// Full HTTP calls of the control plane: AssumeRoleWithSAML with everything verified, GetClusterCredentials.
import { createHash, createHmac, type Hash, type Hmac, randomUUID } from 'node:crypto';
import { CreateRoleCommand, CreateSAMLProviderCommand } from '@aws-sdk/client-iam';
import {
  adminClients,
  assumeRole,
  createForeignProvider,
  type Keyshift,
  obtainAssertion,
  onlyApplication,
  onlyCluster,
  personNamed,
  removeData,
  roleOf,
  startKeyshift,
} from '@keyshift/e2e';
import { formatTrustPolicy } from '@keyshift/rollout';
import { SignatureV4 } from '@smithy/signature-v4';
import { Pool } from 'undici';
import type { BenchRow } from './bench-row.ts';
import { median } from './median.ts';

const ROUNDS = 5;
const CALLS_PER_ROUND = 600;
const IN_FLIGHT = 8;

type Call = { readonly headers: Record<string, string>; readonly body: string };

export async function benchRehearsal(): Promise<readonly BenchRow[]> {
  const keyshift = await startKeyshift();
  try {
    const assuming = await measure(keyshift, await assertionCalls(keyshift));
    const minting = await measure(keyshift, await credentialCalls(keyshift));
    const note = `median of ${ROUNDS} rounds of ${CALLS_PER_ROUND}, ${IN_FLIGHT} in flight, client on the same machine`;
    return [
      { name: 'AssumeRoleWithSAML, verified, one use', value: assuming, unit: 'calls/s', note },
      { name: 'GetClusterCredentials, SigV4 and policy', value: minting, unit: 'calls/s', note },
    ];
  } finally {
    await keyshift.stop();
    await removeData(keyshift.data);
  }
}

async function measure(keyshift: Keyshift, calls: readonly Call[]): Promise<number> {
  const pool = new Pool(keyshift.info.aws.endpoint, { connections: IN_FLIGHT });
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const pending = calls.slice(round * CALLS_PER_ROUND, (round + 1) * CALLS_PER_ROUND);
    const begin = performance.now();
    await Promise.all(Array.from({ length: IN_FLIGHT }, () => drain(pool, pending)));
    rates.push(CALLS_PER_ROUND / ((performance.now() - begin) / 1000));
  }
  await pool.close();
  return median(rates);
}

/** Sends calls one after the other until none is left. */
async function drain(pool: Pool, pending: Call[]): Promise<void> {
  for (let call = pending.pop(); call !== undefined; call = pending.pop()) {
    const { statusCode, body } = await pool.request({ path: '/', method: 'POST', ...call });
    const answer = await body.text();
    if (statusCode !== 200) throw new Error(`answered ${statusCode}: ${answer}`);
  }
}

/** SHA-256 in the shape that the signer takes. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(toBytes(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function toBytes(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** One fresh assertion a call, since each is good once. */
async function assertionCalls({ info }: Keyshift): Promise<Call[]> {
  const { iam } = adminClients(info);
  const provider = await createForeignProvider(() => new Date());
  const { SAMLProviderArn: providerArn = '' } = await iam.send(
    new CreateSAMLProviderCommand({ Name: 'bench-idp', SAMLMetadataDocument: provider.metadata }),
  );
  const { acsUrl } = onlyApplication(info);
  const AssumeRolePolicyDocument = formatTrustPolicy({ providerArn, acsUrl });
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: `bench-${randomUUID()}`, AssumeRolePolicyDocument }),
  );
  const roleArn = Role?.Arn ?? '';
  return Array.from({ length: ROUNDS * CALLS_PER_ROUND }, () => ({
    headers: FORM,
    body: new URLSearchParams({
      Version: '2011-06-15',
      Action: 'AssumeRoleWithSAML',
      RoleArn: roleArn,
      PrincipalArn: providerArn,
      SAMLAssertion: provider.issue({ roleArn, providerArn, acsUrl }),
    }).toString(),
  }));
}

async function credentialCalls({ info }: Keyshift): Promise<Call[]> {
  const alice = personNamed(info, 'alice');
  const credentials = await assumeRole(info, await obtainAssertion(info, alice), { roleArn: roleOf(alice) });
  const signer = new SignatureV4({ service: 'redshift', region: info.aws.region, credentials, sha256: Sha256 });
  const { identifier, database } = onlyCluster(info);
  const { hostname, host } = new URL(info.aws.endpoint);
  const body = new URLSearchParams({
    Version: '2012-12-01',
    Action: 'GetClusterCredentials',
    ClusterIdentifier: identifier,
    DbUser: 'alice',
    DbName: database,
    AutoCreate: 'true',
    'DbGroups.DbGroup.1': 'redshift_dbgroup',
  }).toString();
  const request = { method: 'POST', protocol: 'http:', hostname, path: '/', headers: { ...FORM, host }, body };
  const calls = Array.from({ length: ROUNDS * CALLS_PER_ROUND }, async () => {
    const { headers } = await signer.sign(request);
    return { headers, body };
  });
  return Promise.all(calls);
}
