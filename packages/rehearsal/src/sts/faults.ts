// The refusals of STS, in AWS's words; the rule is for our own log, because AWS's sentence hides it.
import { AwsFault } from '@keyshift/aws-protocol';

type Reason = { readonly rule: string; readonly cause?: unknown };

type Build = (message: string, reason: Reason) => AwsFault;

function build(code: string, status: number): Build {
  return (message, reason) => new AwsFault({ code, status, message, ...reason });
}

export type StsFaults = {
  readonly validation: Build;
  readonly invalidToken: Build;
  readonly expired: Build;
  readonly rejectedClaim: Build;
  readonly malformedPolicy: Build;
  readonly packedPolicyTooLarge: Build;
  readonly notAuthorized: (reason: Reason) => AwsFault;
};

export const stsFaults: StsFaults = {
  validation: build('ValidationError', 400),
  invalidToken: build('InvalidIdentityToken', 400),
  expired: build('ExpiredTokenException', 400),
  rejectedClaim: build('IDPRejectedClaim', 403),
  malformedPolicy: build('MalformedPolicyDocument', 400),
  packedPolicyTooLarge: build('PackedPolicyTooLarge', 400),
  notAuthorized: (reason) => build('AccessDenied', 403)('Not authorized to perform sts:AssumeRoleWithSAML', reason),
};
