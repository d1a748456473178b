// The refusals of Redshift.
import { AwsFault } from '@keyshift/aws-protocol';

function fault(code: string, message: string, status = 400): AwsFault {
  return new AwsFault({ code, status, message });
}

export const redshiftFaults = {
  clusterNotFound: (id: string): AwsFault => fault('ClusterNotFound', `Cluster ${id} not found.`, 404),
  clusterExists: (): AwsFault => fault('ClusterAlreadyExists', 'Cluster already exists'),
  clusterState: (id: string, state: string): AwsFault =>
    fault('InvalidClusterState', `There is an operation running on the Cluster. Cluster ${id} is ${state}.`),
  subnetGroupNotFound: (name: string): AwsFault =>
    fault('ClusterSubnetGroupNotFoundFault', `Cluster subnet group ${name} does not exist.`),
  subnetGroupExists: (name: string): AwsFault =>
    fault('ClusterSubnetGroupAlreadyExists', `A cluster subnet group named ${name} already exists.`),
  subnetGroupInUse: (name: string): AwsFault =>
    fault('InvalidClusterSubnetGroupStateFault', `The cluster subnet group ${name} is used by a cluster.`),
  parameterGroupNotFound: (name: string): AwsFault =>
    fault('ClusterParameterGroupNotFound', `ParameterGroup not found: ${name}`, 404),
  invalidSubnet: (id: string): AwsFault => fault('InvalidSubnet', `Subnet ${id} is not valid or not of one VPC.`),
  securityGroupNotFound: (id: string): AwsFault =>
    fault('InvalidVPCNetworkStateFault', `The security group ${id} does not exist in the cluster's VPC.`),
  invalid: (message: string): AwsFault => fault('InvalidParameterValue', message),
  combination: (message: string): AwsFault => fault('InvalidParameterCombination', message),
  missing: (name: string): AwsFault => fault('MissingParameter', `The request must contain the parameter ${name}`),
  unsupported: (message: string): AwsFault => fault('UnsupportedOperation', message),
  domainNotFound: (): AwsFault =>
    fault('CustomDomainAssociationNotFoundFault', 'No custom domain association was found.', 404),
  resourceNotFound: (arn: string): AwsFault =>
    fault('ResourceNotFoundFault', `The resource ${arn} was not found.`, 404),
};
