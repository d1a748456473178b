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
export {
  API_SCOPES,
  type ApiKey,
  type ApiKeyInput,
  type ApiKeys,
  type ApiScope,
  type FoundApiKey,
} from './credential/api-key/store.ts';
export type { Factor, FactorKind } from './credential/factor/factor-rules.ts';
export type { Passkey, PasskeyInput } from './credential/factor/passkeys.ts';
export type { Factors } from './credential/factor/store.ts';
export type { AddedFactor, TotpEnrolment } from './credential/factor/totp.ts';
export type { IssuedToken, TokenOwner } from './credential/one-time-token.ts';
export type { PasswordHashingOptions } from './credential/password-hashing.ts';
export type { Credentials } from './credential/store.ts';
export type { CreateApplicationKey } from './deps.ts';
export { createDirectory, type Directory, type DirectoryDeps, migrateDirectory } from './directory.ts';
export { type DirectoryErrorCode, directoryErrors } from './errors.ts';
export type { Group, GroupChange, GroupInput, StoredGroup } from './group/group-rules.ts';
export type { GroupPageInput } from './group/page.ts';
export type { GroupApplication, Groups } from './group/store.ts';
export type { ApplicationKey, Keys } from './key/store.ts';
export { BULK_ACTIONS, type BulkAction, type BulkInput } from './person/bulk.ts';
export type { PersonDetails } from './person/details.ts';
export type { ImportInput } from './person/file/import.ts';
export type { ApplicationRef, GroupRef } from './person/memberships.ts';
export type { PeoplePageInput } from './person/page.ts';
export type { PersonRow, PersonSort } from './person/page-query.ts';
export type { Page } from './person/paging/page.ts';
export {
  ADMIN_ROLES,
  type AdminRole,
  PERSON_STATES,
  type Person,
  type PersonChange,
  type PersonInput,
  type PersonState,
  type StoredPerson,
} from './person/person-rules.ts';
export { type Custom, PROFILE_FIELDS, type Profile, type ProfileField } from './person/profile-rules.ts';
export { checkRank, mayActOn } from './person/rank.ts';
export type { Report, ReportRow } from './person/report.ts';
export type { People } from './person/store.ts';
export type { PasswordAttempt, PasswordVerdict } from './person/verify-password.ts';
export type {
  MailSettings,
  PasswordPolicy,
  SettingsChange,
  SettingsValues,
  SignInPolicy,
} from './settings/settings-rules.ts';
export type { Settings, SettingsStore } from './settings/store.ts';
