// Redshift endpoint: session, authentication, SQL rewriting, relay.
export { createClusterDatabase } from './cluster/create-cluster-database.ts';
export { setMasterPassword } from './cluster/set-master-password.ts';
export { type GatewayErrorCode, gatewayErrors } from './errors.ts';
export { type Gateway, startGateway } from './gateway.ts';
export type { DatabaseGrant, FindGrant, GatewayDeps } from './gateway-deps.ts';
