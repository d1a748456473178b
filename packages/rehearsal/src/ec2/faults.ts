// The refusals of EC2.
import { AwsFault } from '@keyshift/aws-protocol';

function fault(code: string, message: string, status = 400): AwsFault {
  return new AwsFault({ code, status, message });
}

export const ec2Faults = {
  vpcNotFound: (id: string): AwsFault => fault('InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`),
  subnetNotFound: (id: string): AwsFault => fault('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`),
  groupNotFound: (id: string): AwsFault => fault('InvalidGroup.NotFound', `The security group '${id}' does not exist`),
  groupIdMalformed: (id: string): AwsFault => fault('InvalidGroupId.Malformed', `Invalid id: "${id}"`),
  groupDuplicate: (name: string, vpcId: string): AwsFault =>
    fault('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpcId}'`),
  ruleNotFound: (id: string): AwsFault =>
    fault('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`),
  permissionDuplicate: (peer: string): AwsFault =>
    fault('InvalidPermission.Duplicate', `the specified rule "peer: ${peer}, ALLOW" already exists`),
  permissionNotFound: (): AwsFault =>
    fault('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.'),
  permissionMalformed: (why: string): AwsFault => fault('InvalidPermission.Malformed', why),
  rulesLimit: (limit: number): AwsFault =>
    fault(
      'RulesPerSecurityGroupLimitExceeded',
      `The maximum number of rules per security group (${limit}) has been reached.`,
    ),
  cannotDelete: (id: string): AwsFault =>
    fault('CannotDelete', `the specified group: "${id}" name: "default" cannot be deleted by a user`),
  dependency: (id: string): AwsFault => fault('DependencyViolation', `resource ${id} has a dependent object`),
  invalid: (message: string): AwsFault => fault('InvalidParameterValue', message),
  missing: (name: string): AwsFault => fault('MissingParameter', `The request must contain the parameter ${name}`),
  resourceNotFound: (id: string): AwsFault => fault('InvalidID', `The ID '${id}' is not valid`),
  dryRun: (): AwsFault => fault('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412),
};
