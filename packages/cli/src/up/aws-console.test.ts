// The console's way to AWS: the SDK against a rehearsal that listens, refuses, and is not there.
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { Secret } from '@keyshift/base';
import { createSelfSignedCertificate } from '@keyshift/http';
import { createTestDatabase } from '@keyshift/postgres/testing';
import { createRehearsal } from '@keyshift/rehearsal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwsConsole } from './aws-console.ts';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const root = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: new Secret(randomBytes(20).toString('hex')) };

let server: Server;
let endpoint: string;
let stop: () => Promise<void>;
let metadata: string;

beforeAll(async () => {
  const { database, drop } = await createTestDatabase();
  const now = () => new Date();
  const rehearsal = await createRehearsal({
    ...{ database, now, random: randomBytes, log: () => undefined, accountId: ACCOUNT, region: REGION },
    clusters: {
      host: '127.0.0.1',
      create: async () => undefined,
      setMasterPassword: async () => undefined,
      remove: async () => undefined,
    },
    sealingKey: new Secret(randomBytes(32).toString('hex')),
    rootCredentials: root,
    reset: async () => undefined,
  });
  server = createServer(rehearsal.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await drop();
  };
  const { certificatePem } = await createSelfSignedCertificate({ commonName: 'idp', now: now(), years: 1 });
  const certificate = certificatePem.replace(/-----.*?-----|\s/g, '');
  // Line ends, tabs and letters that a careless door would change.
  metadata = [
    '<?xml version="1.0" encoding="UTF-8"?>\r',
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/Büro?a=1&amp;b=2"\tvalidUntil="2031-05-06T07:08:09Z">\r',
    '  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    `    <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
    '    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/sso"/>',
    '  </IDPSSODescriptor>',
    '</EntityDescriptor>',
    '',
  ].join('\n');
});
afterAll(() => stop());

/** Where something listened a moment ago. */
async function freeEndpoint(): Promise<string> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await new Promise<void>((resolve) => other.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}

const console = (o: { endpoint?: string; secretAccessKey?: Secret } = {}) =>
  createAwsConsole({ ...root, endpoint, region: REGION, accountId: ACCOUNT, ...o });

describe('the AWS console', () => {
  it('makes a provider, reads it back byte for byte, replaces its metadata and removes it', async () => {
    const aws = console();
    const arn = `arn:aws:iam::${ACCOUNT}:saml-provider/redshift-sso`;
    expect(await aws.createSamlProvider({ name: 'redshift-sso', metadata })).toBe(arn);
    const summary = { name: 'redshift-sso', arn, validUntil: new Date('2031-05-06T07:08:09Z') };
    expect(await aws.listSamlProviders()).toEqual([expect.objectContaining(summary)]);
    expect(await aws.findSamlProvider('redshift-sso')).toMatchObject({ ...summary, metadata, trustedBy: [] });
    const newer = metadata.replace('2031', '2032').replaceAll('\r', '');
    await aws.replaceSamlMetadata({ name: 'redshift-sso', metadata: newer });
    expect(await aws.findSamlProvider('redshift-sso')).toMatchObject({ metadata: newer });
    await aws.removeSamlProvider('redshift-sso');
    expect(await aws.findSamlProvider('redshift-sso')).toBeUndefined();
  });

  it('finds the roles whose trust policies name a provider, and not one with a longer name', async () => {
    const aws = console();
    const trusted = await aws.createSamlProvider({ name: 'sso', metadata });
    const longer = await aws.createSamlProvider({ name: 'sso-2', metadata });
    const credentials = { ...root, secretAccessKey: root.secretAccessKey.reveal() };
    const iam = new IAMClient({ endpoint, region: REGION, credentials });
    const trust = (Federated: string | string[]) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithSAML' },
      });
    for (const [RoleName, principal] of [
      ['b', trusted],
      ['a', [longer, trusted]],
      ['c', longer],
    ] as const) {
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(principal as string) }));
    }
    expect(await aws.findSamlProvider('sso')).toMatchObject({ trustedBy: ['a', 'b'] });
  });

  it('publishes what the sign-in page of AWS does', async () => {
    expect(await console().signInMetadata()).toContain('Location="https://signin.aws.amazon.com/saml"');
  });
});

describe('a call that fails', () => {
  it('is told in the words of AWS', async () => {
    const stranger = console({ secretAccessKey: new Secret('not-the-secret') });
    await expect(stranger.listSamlProviders()).rejects.toMatchObject({
      code: 'idp.aws_refused',
      details: { awsCode: 'SignatureDoesNotMatch' },
    });
    await expect(console().removeSamlProvider('none')).rejects.toMatchObject({ details: { awsCode: 'NoSuchEntity' } });
  });

  it('says that nobody answers, and where', async () => {
    const closed = await freeEndpoint();
    const nobody = console({ endpoint: closed });
    for (const call of [nobody.listSamlProviders, () => nobody.findSamlProvider('x'), nobody.signInMetadata]) {
      await expect(call()).rejects.toMatchObject({
        code: 'idp.aws_unreachable',
        message: expect.stringContaining(`${closed} cannot be reached (ECONNREFUSED)`),
      });
    }
  });
});
