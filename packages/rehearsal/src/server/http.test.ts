import { randomBytes } from 'node:crypto';
import { createServer, request } from 'node:http';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Secret } from '@keyshift/base';
import { parseIdpMetadata } from '@keyshift/saml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRehearsal } from '../index.ts';
import { startWorld, type World } from '../testing/world.ts';

const FORM = 'application/x-www-form-urlencoded';
const VERSION = '2011-06-15';

describe('the AWS port', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const post = async (body: string, headers: Record<string, string> = { 'content-type': FORM }, path = '/') => {
    const response = await fetch(`${world.endpoint}${path}`, { method: 'POST', body, headers });
    const text = await response.text();
    return { status: response.status, code: /<Code>(.*?)<\/Code>/.exec(text)?.[1], text, headers: response.headers };
  };

  it.each<[string, string, Record<string, string>, string, number]>([
    [
      'no signature',
      `Action=GetCallerIdentity&Version=${VERSION}`,
      { 'content-type': FORM },
      'MissingAuthenticationToken',
      403,
    ],
    [
      'no signature for IAM',
      'Action=ListRoles&Version=2010-05-08',
      { 'content-type': FORM },
      'MissingAuthenticationToken',
      403,
    ],
    ['no signature for EC2', 'Action=DescribeVpcs&Version=2016-11-15', { 'content-type': FORM }, 'AuthFailure', 401],
    ['no action', `Version=${VERSION}`, { 'content-type': FORM }, 'MissingAction', 400],
    ['no service', 'Action=GetCallerIdentity', { 'content-type': FORM }, 'MissingAuthenticationToken', 403],
    ['an unknown action', `Action=Nothing&Version=${VERSION}`, { 'content-type': FORM }, 'InvalidAction', 400],
    [
      'a repeated parameter',
      `Action=A&Action=B&Version=${VERSION}`,
      { 'content-type': FORM },
      'MalformedQueryString',
      400,
    ],
    ['what is no form', 'A=%', { 'content-type': FORM }, 'MalformedQueryString', 400],
    ['JSON', '{}', { 'content-type': 'application/x-amz-json-1.0' }, 'UnsupportedMediaType', 415],
    ['no content type', '', { 'content-type': '' }, 'UnsupportedMediaType', 415],
    ['another charset', 'A=1', { 'content-type': `${FORM}; charset=utf-16` }, 'UnsupportedMediaType', 415],
    [
      'a bad Authorization',
      `Action=GetCallerIdentity&Version=${VERSION}`,
      { 'content-type': FORM, authorization: 'Basic x' },
      'IncompleteSignature',
      400,
    ],
    ['more than a megabyte', 'A='.padEnd(1_048_577, 'x'), { 'content-type': FORM }, 'RequestEntityTooLarge', 413],
    [
      'an assertion missing',
      `Action=AssumeRoleWithSAML&Version=${VERSION}&RoleArn=${'a'.repeat(20)}&PrincipalArn=${'a'.repeat(20)}`,
      { 'content-type': FORM },
      'ValidationError',
      400,
    ],
    [
      'a parameter that is not supported',
      `Action=AssumeRoleWithSAML&Version=${VERSION}&RoleArn=${'a'.repeat(20)}&PrincipalArn=${'a'.repeat(20)}&SAMLAssertion=AAAA&Surprise=1`,
      { 'content-type': FORM },
      'ValidationError',
      400,
    ],
  ])('refuses %s', async (_name, body, headers, code, status) => {
    const answer = await post(body, headers);
    expect([answer.code, answer.status]).toEqual([code, status]);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(answer.text).toContain(answer.headers.get('x-amzn-requestid') ?? 'no id');
    expect(answer.text).not.toMatch(/<html|at .*\.ts/i);
  });

  it('refuses other methods and paths', async () => {
    const get = await fetch(`${world.endpoint}/`);
    expect([get.status, await get.text()]).toEqual([405, expect.stringContaining('MethodNotAllowed')]);
    expect((await post('A=1', { 'content-type': FORM }, '/elsewhere')).status).toBe(404);
    expect((await post('', {}, '/_keyshift/nothing')).status).toBe(404);
  });

  it('stops reading a body that has no declared length and does not end', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const req = request(
        { host: '127.0.0.1', port: world.port, method: 'POST', headers: { 'content-type': FORM } },
        (res) => {
          resolve(res.statusCode);
          req.destroy();
        },
      );
      req.on('error', () => resolve(undefined));
      const timer = setInterval(() => req.write('x'.repeat(65_536)), 1);
      req.on('close', () => clearInterval(timer));
    });
    expect(status).toBe(413);
  });

  it('cuts off a client that goes on sending after the answer', async () => {
    const ended = await new Promise<string>((resolve) => {
      const req = request({ host: '127.0.0.1', port: world.port, method: 'POST', headers: { 'content-type': FORM } });
      const timer = setInterval(() => req.write('x'.repeat(65_536)), 20);
      req.on('response', (res) => res.resume());
      req.on('error', () => undefined);
      req.on('close', () => {
        clearInterval(timer);
        resolve('cut off');
      });
    });
    expect(ended).toBe('cut off');
  });

  it('answers InvalidAction, naming the action, to a signed call that it does not support', async () => {
    const client = new STSClient({
      endpoint: world.endpoint,
      region: 'us-east-1',
      credentials: world.root,
      maxAttempts: 1,
    });
    client.middlewareStack.add(
      (next) => (args) => {
        const req = args.request as { body: string };
        req.body = req.body.replace('GetCallerIdentity', 'GetSomethingElse1');
        return next(args);
      },
      { step: 'build' },
    );
    const call = client.send(new GetCallerIdentityCommand({}));
    await expect(call).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringContaining('GetSomethingElse1'),
    });
  });

  it('refuses a body that was changed after signing', async () => {
    const honest = world.admin.iam.config.requestHandler;
    type Handle = typeof honest.handle;
    const requestHandler = {
      handle: (...[req, options]: Parameters<Handle>) => {
        req.body = String(req.body).replace('RoleName=somebody', 'RoleName=anybody1');
        return honest.handle(req, options);
      },
    };
    const config = { endpoint: world.endpoint, region: 'us-east-1', credentials: world.root, maxAttempts: 1 };
    const tampered = new IAMClient({ ...config, requestHandler }).send(new GetRoleCommand({ RoleName: 'somebody' }));
    await expect(tampered).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });

  it('hides a defect behind InternalFailure and logs it under the request id', async () => {
    const broken = { ...world.deps.database, query: () => Promise.reject(new Error('disk on fire')) };
    const breakable = { ...world.deps.database };
    const rehearsal = await createRehearsal({ ...world.deps, database: breakable });
    breakable.query = broken.query;
    const server = createServer(rehearsal.handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const body = `Action=AssumeRoleWithSAML&Version=${VERSION}&RoleArn=arn:aws:iam::123456789012:role/x&PrincipalArn=arn:aws:iam::123456789012:saml-provider/x&SAMLAssertion=AAAA`;
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body,
      headers: { 'content-type': FORM },
    });
    const text = await response.text();
    expect([response.status, text]).toEqual([500, expect.stringContaining('<Code>InternalFailure</Code>')]);
    expect(text).not.toContain('disk on fire');
    const entry = world.logged.findLast(({ event }) => event === 'rehearsal.action_failed');
    expect(entry?.fields).toMatchObject({ requestId: response.headers.get('x-amzn-requestid') });
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('tells its health', async () => {
    expect(await (await fetch(`${world.endpoint}/_keyshift/health`)).json()).toEqual({ status: 'ok' });
  });

  it('resets for this machine, never for a web page', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await post('{}', { ...json, origin: 'https://evil.example' }, '/_keyshift/reset')).status).toBe(403);
    expect((await post('{}', { 'content-type': 'text/plain' }, '/_keyshift/reset')).status).toBe(403);
    expect((await fetch(`${world.endpoint}/_keyshift/reset`)).status).toBe(404);
    const rebound = await new Promise<number | undefined>((resolve) => {
      const headers = { ...json, host: 'evil.example:4566' };
      const options = { host: '127.0.0.1', port: world.port, method: 'POST', path: '/_keyshift/reset', headers };
      request(options, (res) => resolve(res.resume().statusCode)).end('{}');
    });
    expect(rebound).toBe(403);
    expect(world.resets).toHaveLength(0);
    expect((await post('{}', json, '/_keyshift/reset')).status).toBe(200);
    expect(world.resets).toHaveLength(1);
  });

  it("serves AWS's service provider metadata, which is no identity provider's", async () => {
    const text = await (await fetch(`${world.endpoint}/static/saml-metadata.xml`)).text();
    expect(text).toContain('entityID="urn:amazon:webservices"');
    expect(text).toContain('Location="https://signin.aws.amazon.com/saml"');
    expect(() => parseIdpMetadata(text)).toThrow(expect.objectContaining({ code: 'saml.metadata_no_provider' }));
  });

  it.each<[string, object, string]>([
    ['an account that is none', { accountId: '1234' }, 'rehearsal.account_invalid'],
    ['a region that is none', { region: 'Mars' }, 'rehearsal.region_invalid'],
    [
      'a short sealing key',
      { sealingKey: new Secret(randomBytes(16).toString('hex')) },
      'rehearsal.sealing_key_invalid',
    ],
  ])('does not start with %s', async (_name, changes, code) => {
    await expect(createRehearsal({ ...world.deps, ...changes })).rejects.toMatchObject({ code });
  });

  it('is quiet about clients that go away', async () => {
    const client = new IAMClient({ endpoint: world.endpoint, region: 'us-east-1', credentials: world.root });
    client.destroy();
    const req = request({ host: '127.0.0.1', port: world.port, method: 'POST', headers: { 'content-length': 100 } });
    req.on('error', () => undefined);
    req.write('A=');
    req.destroy();
    expect(await (await fetch(`${world.endpoint}/_keyshift/health`)).json()).toEqual({ status: 'ok' });
    const isDefect = ({ event, fields }: { event: string; fields: object }) =>
      event === 'rehearsal.action_failed' && !JSON.stringify(fields).includes('disk on fire');
    expect(world.logged.filter(isDefect)).toEqual([]);
  });
});
