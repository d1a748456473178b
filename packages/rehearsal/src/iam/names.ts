// Names, paths and ARNs of IAM.
import { findArn } from '@keyshift/aws-protocol';
import type { Input, TextRule } from '../action/input.ts';

export const NAME: TextRule = { min: 1, max: 128, pattern: /^[\w+=,.@-]+$/ };
export const ROLE_NAME: TextRule = { min: 1, max: 64, pattern: /^[\w+=,.@-]+$/ };
export const ARN: TextRule = { min: 20, max: 2048 };
export const DESCRIPTION: TextRule = { max: 1000 };

const PATH: TextRule = { min: 1, max: 512, pattern: /^\/([\x21-\x7e]+\/)?$/ };

export function readPath(input: Input): string {
  return input.findText('Path', PATH) ?? '/';
}

export function readPathPrefix(input: Input): string {
  return input.findText('PathPrefix', { min: 1, max: 512 }) ?? '/';
}

/** Pages are never cut here: the parameters of paging are understood and change nothing. */
export function ignorePaging(input: Input): void {
  input.ignore('MaxItems');
}

/** The account's own ARN of a kind such as `policy`; undefined for anything else. */
export function findOwnArn(text: string, o: { accountId: string; type: string }): string | undefined {
  const arn = findArn(text);
  if (arn === undefined || arn.service !== 'iam' || arn.region !== '' || arn.partition !== 'aws') return undefined;
  return arn.accountId === o.accountId && arn.resource.startsWith(`${o.type}/`) ? text : undefined;
}
