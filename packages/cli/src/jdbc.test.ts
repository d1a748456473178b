import { describe, expect, it } from 'vitest';
import { formatJdbcUrls } from './jdbc.ts';

describe('formatJdbcUrls', () => {
  it('escapes what the driver splits on, and gives STS the https address of the same port', () => {
    const { jdbcUrl, jdbcIamUrl } = formatJdbcUrls({
      host: '127.0.0.1',
      port: 5439,
      database: 'testdb',
      clusterIdentifier: 'testcluster',
      region: 'us-east-1',
      awsEndpoint: 'http://127.0.0.1:4566',
      caFile: '/a b&c/ca.pem',
    });
    expect(jdbcUrl).toBe('jdbc:redshift://127.0.0.1:5439/testdb?sslmode=verify-full&sslrootcert=%2Fa%20b%26c%2Fca.pem');
    expect(jdbcIamUrl).toContain('jdbc:redshift:iam://127.0.0.1:5439/testdb?ClusterID=testcluster&Region=us-east-1');
    expect(jdbcIamUrl).toContain('StsEndpointUrl=https%3A%2F%2F127.0.0.1%3A4566');
  });
});
