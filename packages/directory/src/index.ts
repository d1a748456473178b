// People, groups, applications, credentials, audit: rules and store.

export { type Access, type AccessPerson, accessSql, secondFactorSql } from './access.ts';
export { type Acs, acsOf, defaultAcsUrl } from './application/acs.ts';
export {
  type Application,
  type ApplicationChange,
  type ApplicationState,
  COLOURS,
  type GeneralSettings,
  type NameIdFormat,
  type SsoApplication,
  type SsoSettings,
} from './application/application.ts';
export { type ApplicationInput, slugOf } from './application/application-rules.ts';
export {
  type AttributeMapping,
  type AttributeSource,
  applyTransform,
  type GroupFilter,
  passesFilter,
  type Transform,
} from './application/attribute-source.ts';
export { findConnector, searchCatalogue } from './application/catalogue/catalogue.ts';
export type { Connector, ValueRule } from './application/catalogue/connector.ts';
export {
  decideEntitlement,
  type Entitlement,
  type EntitlementDecision,
  type Membership,
} from './application/entitlement.ts';
export type { ApplicationFile } from './application/records/application-file.ts';
export type { Grant, GroupAccess, GroupChange as ApplicationGroupChange } from './application/records/groups.ts';
export type { ApplicationPage, ApplicationQuery, ApplicationSummary } from './application/records/page.ts';
export type { PortalApplication } from './application/records/portal.ts';
export type { Applications } from './application/store.ts';
export { findUserField, type PersonFields, USER_FIELDS } from './application/user-field.ts';
export { ACTION_WORDS } from './audit/action-words.ts';
export type { AuditFilter } from './audit/conditions.ts';
export type { AuditEntry, AuditRecord, FieldChange } from './audit/entry.ts';
export type { AuditQuery } from './audit/list.ts';
export type { AuditView } from './audit/names.ts';
export type { Participant, SessionRef } from './audit/participants.ts';
export { type Audit, appendAudit } from './audit/store.ts';
export {
  TRACE_LIMITS,
  type Trace,
  type TraceKind,
  type TraceOutcome,
  type TraceRecord,
  type TraceStep,
} from './audit/trace.ts';
export type { TraceQuery } from './audit/traces.ts';
export type { ChainVerdict } from './audit/verify.ts';
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
export { expiryOf, type KeyAlgorithm, type KeyExpiry } from './key/certificate.ts';
export type { ExpiryNotice } from './key/notices.ts';
export type { ExpiringKey, KeyRecord } from './key/read.ts';
export type { ApplicationKey, Keys } from './key/store.ts';
export { type KeyState, type KeyTransition, transitionsOf } from './key/transitions.ts';
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
  SecondFactorPolicy,
  SettingsChange,
  SettingsValues,
  SignInPolicy,
} from './settings/settings-rules.ts';
export type { Settings, SettingsStore } from './settings/store.ts';
