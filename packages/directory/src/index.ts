// People, groups, applications, credentials, audit: rules and store.
export { type Access, accessSql } from './access.ts';
export type {
  Application,
  ApplicationInput,
  ApplicationState,
} from './application/application-rules.ts';
export type { AttributeMapping, AttributeSource } from './application/attribute-source.ts';
export { type ConnectorDefaults, redshiftConnector } from './application/connectors/redshift.ts';
export {
  decideEntitlement,
  type Entitlement,
  type EntitlementDecision,
  type Membership,
} from './application/entitlement.ts';
export type { Applications } from './application/store.ts';
export type { AuditEntry, AuditRecord } from './audit/entry.ts';
export { type Audit, appendAudit, type ChainVerdict } from './audit/store.ts';
export type { PasswordHashingOptions } from './credential/password-hashing.ts';
export type { CreateApplicationKey } from './deps.ts';
export { createDirectory, type Directory, type DirectoryDeps, migrateDirectory } from './directory.ts';
export { type DirectoryErrorCode, directoryErrors } from './errors.ts';
export type { Group, GroupInput } from './group/group-rules.ts';
export type { Groups } from './group/store.ts';
export type { ApplicationKey, Keys } from './key/store.ts';
export type { Person, PersonInput, PersonState } from './person/person-rules.ts';
export type { People } from './person/store.ts';
export type { PasswordVerdict } from './person/verify-password.ts';
