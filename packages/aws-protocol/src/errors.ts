// What is wrong with the bytes of an AWS request, before any service looks at it.
import { AppError } from '@keyshift/base';

const REQUEST = 'the request was not read';

export const awsProtocolErrors = {
  queryTooLarge(p: { limit: number; unit: 'bytes' | 'parameters' }): AppError<'aws-protocol.query_too_large'> {
    return new AppError({
      code: 'aws-protocol.query_too_large',
      what: REQUEST,
      why: `it has more than ${p.limit} ${p.unit}`,
      fix: 'send less in one request',
    });
  },
  queryMalformed(p: { why: string }): AppError<'aws-protocol.query_malformed'> {
    return new AppError({
      code: 'aws-protocol.query_malformed',
      what: REQUEST,
      why: p.why,
      fix: 'send application/x-www-form-urlencoded text in UTF-8',
    });
  },
  parameterRepeated(p: { name: string }): AppError<'aws-protocol.parameter_repeated'> {
    return new AppError({
      code: 'aws-protocol.parameter_repeated',
      what: REQUEST,
      why: `the parameter ${p.name} is given twice`,
      fix: 'send each parameter once; lists have an index of their own for each item',
    });
  },
  arnInvalid(p: { arn: string }): AppError<'aws-protocol.arn_invalid'> {
    return new AppError({
      code: 'aws-protocol.arn_invalid',
      what: 'the ARN was not read',
      why: `"${p.arn.slice(0, 200)}" does not have the form arn:partition:service:region:account:resource`,
      fix: 'copy the ARN from the service that made the resource',
    });
  },
} as const;

export type AwsProtocolErrorCode = ReturnType<(typeof awsProtocolErrors)[keyof typeof awsProtocolErrors]>['code'];
