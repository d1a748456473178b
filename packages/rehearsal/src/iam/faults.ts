// The refusals of IAM.
import { AwsFault } from '@keyshift/aws-protocol';
import { isAppError } from '@keyshift/base';
import { type PolicyKind, parsePolicy } from '@keyshift/iam-policy';

type Noun = 'role' | 'policy' | 'SAML provider';

export const iamFaults = {
  noSuchEntity: (message: string): AwsFault => new AwsFault({ code: 'NoSuchEntity', status: 404, message }),
  notFound: (noun: Noun, name: string): AwsFault =>
    iamFaults.noSuchEntity(`The ${noun} with name ${name} cannot be found.`),
  alreadyExists: (message: string): AwsFault => new AwsFault({ code: 'EntityAlreadyExists', status: 409, message }),
  deleteConflict: (message: string): AwsFault => new AwsFault({ code: 'DeleteConflict', status: 409, message }),
  limitExceeded: (message: string): AwsFault => new AwsFault({ code: 'LimitExceeded', status: 409, message }),
  invalidInput: (message: string, cause?: unknown): AwsFault =>
    new AwsFault({ code: 'InvalidInput', status: 400, message, cause }),
};

/** Throws MalformedPolicyDocument with AWS's sentence. */
export function checkPolicyDocument(document: string, kind: PolicyKind): void {
  try {
    parsePolicy(document, kind);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const message = String(error.details['awsMessage'] ?? 'Syntax errors in policy.');
    throw new AwsFault({ code: 'MalformedPolicyDocument', status: 400, message, rule: error.code, cause: error });
  }
}

/** Quotas count the characters of a policy without white space. */
export function checkPolicySize(document: string, limit: number): void {
  const size = document.replace(/\s/g, '').length;
  if (size > limit) throw iamFaults.limitExceeded(`Cannot exceed quota for PolicySize: ${limit}`);
}

/** Documents come back percent-encoded by RFC 3986. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
