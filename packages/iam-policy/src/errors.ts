// Why a policy document is refused; `details.awsMessage` is the sentence that AWS answers with.
import { AppError } from '@keyshift/base';

const REFUSED = 'the policy document was not accepted';

export const iamPolicyErrors = {
  syntax(p: { why: string }): AppError<'iam-policy.syntax'> {
    return new AppError({
      code: 'iam-policy.syntax',
      what: REFUSED,
      why: p.why,
      fix: 'write it in the IAM policy grammar: Version and Statement with known elements only',
      details: { awsMessage: 'Syntax errors in policy.' },
    });
  },
  versionUnknown(): AppError<'iam-policy.version_unknown'> {
    return new AppError({
      code: 'iam-policy.version_unknown',
      what: REFUSED,
      why: 'its Version is not one that IAM knows',
      fix: 'use "Version": "2012-10-17"',
      details: { awsMessage: 'Policy document must be version 2012-10-17 or greater.' },
    });
  },
  legacyParsing(p: { why: string }): AppError<'iam-policy.legacy_parsing'> {
    return new AppError({
      code: 'iam-policy.legacy_parsing',
      what: REFUSED,
      why: p.why,
      fix: 'correct the named value',
      details: { awsMessage: 'The policy failed legacy parsing' },
    });
  },
  actionsMissing(): AppError<'iam-policy.actions_missing'> {
    return new AppError({
      code: 'iam-policy.actions_missing',
      what: REFUSED,
      why: 'a statement names no action',
      fix: 'give it Action or NotAction',
      details: { awsMessage: 'Policy statement must contain actions.' },
    });
  },
  resourcesMissing(): AppError<'iam-policy.resources_missing'> {
    return new AppError({
      code: 'iam-policy.resources_missing',
      what: REFUSED,
      why: 'a statement names no resource',
      fix: 'give it Resource or NotResource',
      details: { awsMessage: 'Policy statement must contain resources.' },
    });
  },
  actionVendorMissing(p: { action: string }): AppError<'iam-policy.action_vendor_missing'> {
    return new AppError({
      code: 'iam-policy.action_vendor_missing',
      what: REFUSED,
      why: `the action "${p.action}" has no service before a colon`,
      fix: 'write service:Action, or "*" alone',
      details: { awsMessage: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.' },
    });
  },
  actionColons(p: { action: string }): AppError<'iam-policy.action_colons'> {
    return new AppError({
      code: 'iam-policy.action_colons',
      what: REFUSED,
      why: `the action "${p.action}" has more than one colon`,
      fix: 'write service:Action',
      details: { awsMessage: 'Actions/Condition can contain only one colon.' },
    });
  },
  vendorInvalid(p: { vendor: string }): AppError<'iam-policy.vendor_invalid'> {
    return new AppError({
      code: 'iam-policy.vendor_invalid',
      what: REFUSED,
      why: `"${p.vendor}" cannot be the name of a service`,
      fix: 'use the service prefix in letters, digits and hyphens, without wildcards',
      details: { awsMessage: `Vendor ${p.vendor} is not valid` },
    });
  },
  resourceNotArn(p: { resource: string }): AppError<'iam-policy.resource_not_arn'> {
    return new AppError({
      code: 'iam-policy.resource_not_arn',
      what: REFUSED,
      why: `the resource "${p.resource}" is not an ARN`,
      fix: 'write an ARN, or "*" alone',
      details: { awsMessage: `Resource ${p.resource} must be in ARN format or "*".` },
    });
  },
  resourceVendor(p: { resource: string }): AppError<'iam-policy.resource_vendor'> {
    return new AppError({
      code: 'iam-policy.resource_vendor',
      what: REFUSED,
      why: `the resource "${p.resource}" names no definite service`,
      fix: 'write the service segment in full, without wildcards',
      details: { awsMessage: 'Resource vendor must be fully qualified and cannot contain regexes.' },
    });
  },
  partitionInvalid(p: { partition: string; resource: string }): AppError<'iam-policy.partition_invalid'> {
    return new AppError({
      code: 'iam-policy.partition_invalid',
      what: REFUSED,
      why: `"${p.partition}" is not an AWS partition`,
      fix: 'use arn:aws:…, arn:aws-cn:… or arn:aws-us-gov:…',
      details: { awsMessage: `Partition "${p.partition}" is not valid for resource "${p.resource}".` },
    });
  },
  sidDuplicate(p: { sid: string }): AppError<'iam-policy.sid_duplicate'> {
    return new AppError({
      code: 'iam-policy.sid_duplicate',
      what: REFUSED,
      why: `the statement id "${p.sid}" is used twice`,
      fix: 'give each statement its own Sid',
      details: { awsMessage: 'Statement IDs (SID) in a single policy must be unique.' },
    });
  },
  principalForbidden(): AppError<'iam-policy.principal_forbidden'> {
    return new AppError({
      code: 'iam-policy.principal_forbidden',
      what: REFUSED,
      why: 'a policy that is attached to an identity names a principal',
      fix: 'remove Principal: it belongs in a trust policy',
      details: { awsMessage: 'Policy document should not specify a principal.' },
    });
  },
  principalsMissing(): AppError<'iam-policy.principals_missing'> {
    return new AppError({
      code: 'iam-policy.principals_missing',
      what: REFUSED,
      why: 'a statement of the trust policy names no principal',
      fix: 'give it Principal, for example {"Federated": "arn:aws:iam::…:saml-provider/…"}',
      details: { awsMessage: 'AssumeRolepolicy must contain principals' },
    });
  },
  principalInvalid(p: { principal: string }): AppError<'iam-policy.principal_invalid'> {
    return new AppError({
      code: 'iam-policy.principal_invalid',
      what: REFUSED,
      why: `"${p.principal}" is not a principal`,
      fix: 'use {"Federated": …}, {"AWS": …}, {"Service": …} or "*"',
      details: { awsMessage: `Invalid principal in policy: ${p.principal}` },
    });
  },
  federatedInvalid(p: { principal: string }): AppError<'iam-policy.federated_invalid'> {
    return new AppError({
      code: 'iam-policy.federated_invalid',
      what: REFUSED,
      why: `the federated principal "${p.principal}" is neither a domain name nor a SAML provider ARN`,
      fix: 'use the ARN of the SAML provider in IAM',
      details: { awsMessage: 'Federated principals must be valid domain names or SAML metadata ARNs' },
    });
  },
  resourceForbidden(): AppError<'iam-policy.resource_forbidden'> {
    return new AppError({
      code: 'iam-policy.resource_forbidden',
      what: REFUSED,
      why: 'a trust policy names a resource',
      fix: 'remove Resource: a trust policy is about its own role',
      details: { awsMessage: 'Has prohibited field Resource' },
    });
  },
  trustAction(p: { action: string }): AppError<'iam-policy.trust_action'> {
    return new AppError({
      code: 'iam-policy.trust_action',
      what: REFUSED,
      why: `the trust policy names the action "${p.action}"`,
      fix: 'use sts:AssumeRoleWithSAML and, where wanted, sts:TagSession and sts:SetSourceIdentity',
      details: { awsMessage: 'AssumeRole policy may only specify STS AssumeRole actions.' },
    });
  },
} as const;

export type IamPolicyErrorCode = ReturnType<(typeof iamPolicyErrors)[keyof typeof iamPolicyErrors]>['code'];
