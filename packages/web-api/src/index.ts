// The admin and user API as data: path, method, who may call it, input and output.
export {
  type Application,
  type ApplicationKey,
  type AttributeMapping,
  COLOURS,
  type GeneralSettings,
  KEY_STATES,
  type SsoSettings,
  type Transform,
} from './application-shapes.ts';
export type {
  ApplicationChange,
  ApplicationDetail,
  ApplicationRow,
  AssertionPreview,
  applicationEndpoints,
  CatalogueEntry,
  Entitlement,
} from './applications.ts';
export type { awsEndpoints, SamlProvider, SamlProviderDetail } from './aws.ts';
export { buildTarget } from './build-target.ts';
export { type ApiErrorBody, apiError, type Finding, type Report } from './common.ts';
export type { BodyOf, Endpoint, Method, OutputOf, ParamsOf, Permission, QueryOf } from './endpoint.ts';
export { type EndpointName, type Endpoints, endpoints } from './endpoints.ts';
export type { Group, groupEndpoints } from './groups.ts';
export {
  type AssertionUse,
  type AuditRecord,
  MOST_USES,
  type monitorEndpoints,
  type Trace,
  type TraceRow,
} from './monitor.ts';
export {
  ADMIN_ROLES,
  type AdminRole,
  type Factor,
  PERSON_STATES,
  type Person,
  type PersonDetail,
  type PersonRow,
  PROFILE_FIELDS,
  type peopleEndpoints,
  type SessionRow,
} from './people.ts';
export { isPermitted, permissionsOf } from './permissions.ts';
export type { SessionInfo, selfEndpoints, Tile } from './self.ts';
export { type ApiKey, SCOPES, type Settings, type settingsEndpoints } from './settings.ts';
export type { TraceStep } from './trace-shapes.ts';
