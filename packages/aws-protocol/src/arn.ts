// Amazon resource names, parsed once and strictly, so that no rule compares prefixes of text.
import { awsProtocolErrors } from './errors.ts';

export type Arn = {
  readonly partition: string;
  readonly service: string;
  /** Empty for global services. */
  readonly region: string;
  /** 12 digits, or empty. */
  readonly accountId: string;
  /** Everything after the fifth colon: `role/path/name`, `dbuser:cluster/name`. */
  readonly resource: string;
};

const ARN = /^arn:(aws|aws-cn|aws-us-gov):([a-z0-9-]{1,64}):([a-z0-9-]{0,32}):(\d{12}|):([\x21-\x7e]{1,1600})$/;

/** The parts of an ARN, or undefined when the text is none. */
export function findArn(text: string): Arn | undefined {
  const match = ARN.exec(text);
  if (match === null) return undefined;
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = match;
  return { partition, service, region, accountId, resource };
}

/** Like `findArn`; throws `aws-protocol.arn_invalid`. */
export function parseArn(text: string): Arn {
  const arn = findArn(text);
  if (arn === undefined) throw awsProtocolErrors.arnInvalid({ arn: text });
  return arn;
}

export function formatArn(arn: Omit<Arn, 'partition' | 'region'> & { partition?: string; region?: string }): string {
  return `arn:${arn.partition ?? 'aws'}:${arn.service}:${arn.region ?? ''}:${arn.accountId}:${arn.resource}`;
}
