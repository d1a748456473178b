// Ids of EC2 resources: a prefix and 17 hexadecimal digits.
import type { RandomBytes } from '@keyshift/base';

export type Ec2Prefix = 'vpc' | 'subnet' | 'sg' | 'sgr';

export function newEc2Id(prefix: Ec2Prefix, random: RandomBytes): string {
  return `${prefix}-${Buffer.from(random(9)).toString('hex').slice(0, 17)}`;
}

export function isEc2Id(prefix: Ec2Prefix, text: string): boolean {
  return new RegExp(`^${prefix}-[0-9a-f]{8}([0-9a-f]{9})?$`).test(text);
}

export function ec2Arn(resource: string, o: { accountId: string; region: string }): string {
  return `arn:aws:ec2:${o.region}:${o.accountId}:${resource}`;
}

const TYPES: Readonly<Record<Ec2Prefix, string>> = {
  vpc: 'vpc',
  subnet: 'subnet',
  sg: 'security-group',
  sgr: 'security-group-rule',
};

/** The ARN of the resource with that id; of no resource at all when the id has no known prefix. */
export function ec2ArnOfId(id: string, o: { accountId: string; region: string }): string {
  const prefix = id.slice(0, id.indexOf('-'));
  return ec2Arn(`${isPrefix(prefix) ? TYPES[prefix] : 'unknown'}/${id}`, o);
}

function isPrefix(text: string): text is Ec2Prefix {
  return Object.hasOwn(TYPES, text);
}
