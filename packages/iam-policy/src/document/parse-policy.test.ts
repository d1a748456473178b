import { AppError } from '@keyshift/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../index.ts';

const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';
const allow = { Effect: 'Allow', Action: 'redshift:*', Resource: '*' };
const trust = { Effect: 'Allow', Action: 'sts:AssumeRoleWithSAML', Principal: { Federated: PROVIDER } };

function refusalOf(document: unknown, kind: 'identity' | 'trust' = 'identity'): AppError {
  try {
    parsePolicy(typeof document === 'string' ? document : JSON.stringify(document), kind);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new TypeError('the document was accepted');
}

const one = (statement: object, version = '2012-10-17') => ({
  Version: version,
  Statement: { ...allow, ...statement },
});
const oneTrust = (statement: object) => ({ Version: '2012-10-17', Statement: [{ ...trust, ...statement }] });

describe('parsePolicy refuses', () => {
  it.each<[string, unknown, string, string]>([
    ['what is no JSON', '{', 'iam-policy.syntax', 'Syntax errors in policy.'],
    ['a list', [], 'iam-policy.syntax', 'Syntax errors in policy.'],
    ['an unknown element', { Statement: [allow], Extra: 1 }, 'iam-policy.syntax', 'Syntax errors in policy.'],
    ['an unknown statement element', one({ Resources: '*' }), 'iam-policy.syntax', 'Syntax errors in policy.'],
    ['an unknown effect', one({ Effect: 'allow' }), 'iam-policy.syntax', 'Syntax errors in policy.'],
    ['no statement', { Version: '2012-10-17', Statement: [] }, 'iam-policy.syntax', 'Syntax errors in policy.'],
    ['Action beside NotAction', one({ NotAction: 'iam:*' }), 'iam-policy.syntax', 'Syntax errors in policy.'],
    ['Resource beside NotResource', one({ NotResource: '*' }), 'iam-policy.syntax', 'Syntax errors in policy.'],
    [
      'an unknown operator',
      one({ Condition: { StringIs: { 'a:b': 'c' } } }),
      'iam-policy.syntax',
      'Syntax errors in policy.',
    ],
    [
      'NullIfExists',
      one({ Condition: { NullIfExists: { 'a:b': 'true' } } }),
      'iam-policy.syntax',
      'Syntax errors in policy.',
    ],
    [
      'a number that is none',
      one({ Condition: { NumericEquals: { 'a:b': 'x' } } }),
      'iam-policy.syntax',
      'Syntax errors in policy.',
    ],
    [
      'a CIDR that is none',
      one({ Condition: { IpAddress: { 'a:b': '10.0.0.0/33' } } }),
      'iam-policy.syntax',
      'Syntax errors in policy.',
    ],
    [
      'a condition without values',
      one({ Condition: { StringEquals: { 'a:b': [] } } }),
      'iam-policy.syntax',
      'Syntax errors in policy.',
    ],
    [
      'an unknown version',
      one({}, '2013-10-17'),
      'iam-policy.version_unknown',
      'Policy document must be version 2012-10-17 or greater.',
    ],
    [
      'an unclosed variable',
      one({ Resource: 'arn:aws:s3:::a/${aws:userid' }),
      'iam-policy.legacy_parsing',
      'The policy failed legacy parsing',
    ],
    [
      'a malformed variable',
      one({ Resource: 'arn:aws:s3:::a/${x y}' }),
      'iam-policy.legacy_parsing',
      'The policy failed legacy parsing',
    ],
    ['no action', one({ Action: undefined }), 'iam-policy.actions_missing', 'Policy statement must contain actions.'],
    ['no resource', one({ Resource: [] }), 'iam-policy.resources_missing', 'Policy statement must contain resources.'],
    [
      'an action without service',
      one({ Action: 'Get*' }),
      'iam-policy.action_vendor_missing',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [
      'an action with two colons',
      one({ Action: 'a:b:c' }),
      'iam-policy.action_colons',
      'Actions/Condition can contain only one colon.',
    ],
    ['a wildcard service', one({ Action: 'red*:Get' }), 'iam-policy.vendor_invalid', 'Vendor red* is not valid'],
    [
      'a resource that is no ARN',
      one({ Resource: 'bucket' }),
      'iam-policy.resource_not_arn',
      'Resource bucket must be in ARN format or "*".',
    ],
    [
      'a resource of any service',
      one({ Resource: 'arn:aws:*:::x' }),
      'iam-policy.resource_vendor',
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'an unknown partition',
      one({ Resource: 'arn:moon:s3:::x' }),
      'iam-policy.partition_invalid',
      'Partition "moon" is not valid for resource "arn:moon:s3:::x".',
    ],
    [
      'a repeated Sid',
      {
        Statement: [
          { ...allow, Sid: 'a' },
          { ...allow, Sid: 'a' },
        ],
      },
      'iam-policy.sid_duplicate',
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'a principal',
      one({ Principal: '*' }),
      'iam-policy.principal_forbidden',
      'Policy document should not specify a principal.',
    ],
  ])('%s', (_name, document, code, awsMessage) => {
    const error = refusalOf(document);
    expect([error.code, error.details['awsMessage']]).toEqual([code, awsMessage]);
  });

  it.each<[string, object, string]>([
    ['no principal', { Principal: undefined }, 'iam-policy.principals_missing'],
    ['NotPrincipal', { NotPrincipal: '*' }, 'iam-policy.principal_invalid'],
    ['an unknown type of principal', { Principal: { Saml: PROVIDER } }, 'iam-policy.principal_invalid'],
    [
      'a wildcard in an AWS principal',
      { Principal: { AWS: 'arn:aws:iam::123456789012:role/*' } },
      'iam-policy.principal_invalid',
    ],
    [
      'a federated principal that is a role',
      { Principal: { Federated: 'arn:aws:iam::123456789012:role/x' } },
      'iam-policy.federated_invalid',
    ],
    ['a resource', { Resource: '*' }, 'iam-policy.resource_forbidden'],
    ['an action other than sts', { Action: 'redshift:GetClusterCredentials' }, 'iam-policy.trust_action'],
  ])('a trust policy with %s', (_name, statement, code) => {
    expect(refusalOf(oneTrust(statement), 'trust').code).toBe(code);
  });

  it('a repeated key, of which JSON would keep only the last', () => {
    const text = `{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":"true"},"Bo\\u006fl":{"a:c":"true"}}}}`;
    expect(refusalOf(text).code).toBe('iam-policy.syntax');
  });
});

describe('parsePolicy', () => {
  it('accepts one statement without a list, and older documents', () => {
    expect(parsePolicy(JSON.stringify({ Statement: allow }), 'identity')).toMatchObject({ version: '2008-10-17' });
    expect(parsePolicy(JSON.stringify(oneTrust({})), 'trust').statements).toHaveLength(1);
  });

  it('never fails otherwise than by AppError', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ Statement: value })),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('identity' as const, 'trust' as const), (text, kind) => {
        try {
          parsePolicy(text, kind);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
