// Local AWS that enforces: IAM, STS, EC2 security groups, Redshift.
export type {
  ClusterRuntime,
  ClusterSpec,
  DatabaseGrant,
  DatabaseLogin,
  Rehearsal,
  RehearsalDeps,
  RootCredentials,
  SourceDecision,
} from './contract.ts';
export { createRehearsal } from './create-rehearsal.ts';
export type { RehearsalErrorCode } from './errors.ts';
