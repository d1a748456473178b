import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@keyshift/base';
import { describe, expect, it } from 'vitest';
import { assumeRole, openSqlSession } from './index.ts';

const login = {
  roleArn: 'arn:aws:iam::123456789012:role/r',
  providerArn: 'arn:aws:iam::123456789012:saml-provider/p',
  dbUser: 'a',
  dbGroups: [],
  autoCreate: true,
};

describe('AWS calls', () => {
  it('names the endpoint that gives no answer', async () => {
    const aws = { region: 'us-east-1', stsEndpoint: 'http://127.0.0.1:9' };
    await expect(assumeRole(aws, login, 'PHNhbWw+')).rejects.toMatchObject({
      code: 'client.aws_unreachable',
      details: { endpoint: 'http://127.0.0.1:9' },
    });
  });

  it('passes AWS’s own code and message on', async () => {
    const body =
      '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>Response signature invalid</Message></Error><RequestId>1</RequestId></ErrorResponse>';
    const server = createServer((_request, response) =>
      response.writeHead(400, { 'content-type': 'text/xml' }).end(body),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const aws = { region: 'us-east-1', stsEndpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    await expect(assumeRole(aws, login, 'PHNhbWw+')).rejects.toMatchObject({
      code: 'client.aws_refused',
      details: { awsCode: 'InvalidIdentityToken', awsMessage: 'Response signature invalid' },
    });
    server.close();
    server.closeAllConnections();
  });
});

describe('openSqlSession', () => {
  it('names the host that cannot be reached', async () => {
    const cluster = { identifier: 'c', host: '127.0.0.1', port: 9, database: 'd' };
    const opening = openSqlSession({ cluster, user: 'u', password: new Secret('p'), applicationName: 'test' });
    await expect(opening).rejects.toMatchObject({ code: 'client.database_unreachable' });
  });
});
