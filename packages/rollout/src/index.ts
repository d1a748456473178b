// Desired, observe, diff, apply, destroy through the official AWS SDK.
export { awsCodeOf, findOrAbsent } from './aws-call.ts';
export { type AwsTarget, openContext, providerArn, type RolloutContext, type RolloutPorts } from './context.ts';
export { type Description, parseDescription } from './description.ts';
export type { DirectoryApplication, DirectoryEntitlement, DirectoryPort } from './directory-port.ts';
export { formatAccessPolicy, formatTrustPolicy } from './documents.ts';
export type { RolloutErrorCode } from './errors.ts';
export { type ClusterSummary, listClusters } from './resources/cluster.ts';
export { applyRollout, destroyRollout, type Report, type RolloutAction, type RolloutEvent } from './rollout.ts';
