// Resource and NotResource: ARNs with wildcards and variables, or `*`.
import { iamPolicyErrors } from '../errors.ts';
import { type ArnPattern, parseArnPattern, splitArn } from '../matching/arn-pattern.ts';
import { type JsonObject, readStrings } from './json.ts';
import type { PolicyKind, Selection } from './policy.ts';

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', '*'];

export function parseResources(
  statement: JsonObject,
  o: { kind: PolicyKind; variables: boolean },
): Selection<ArnPattern> | undefined {
  const not = statement['NotResource'] !== undefined;
  const both = not && statement['Resource'] !== undefined;
  const value = not ? statement['NotResource'] : statement['Resource'];
  if (o.kind === 'trust') {
    if (value !== undefined) throw iamPolicyErrors.resourceForbidden();
    return undefined;
  }
  if (both) throw iamPolicyErrors.syntax({ why: 'a statement has both Resource and NotResource' });
  const texts = value === undefined ? [] : readStrings(value, 'Resource');
  if (texts.length === 0) throw iamPolicyErrors.resourcesMissing();
  return { not, items: texts.map((text) => parseResource(text, o)) };
}

function parseResource(resource: string, o: { variables: boolean }): ArnPattern {
  if (resource !== '*') checkArn(resource);
  return parseArnPattern(resource, o);
}

function checkArn(resource: string): void {
  const [prefix, partition = '', service = ''] = splitArn(resource);
  if (prefix !== 'arn' || partition === '') throw iamPolicyErrors.resourceNotArn({ resource });
  if (!PARTITIONS.includes(partition)) throw iamPolicyErrors.partitionInvalid({ partition, resource });
  if (service === '' || /[*?]/.test(service)) throw iamPolicyErrors.resourceVendor({ resource });
}
