// What the benchmarks use of the end-to-end harness.
export { adminClients, assumeRole, mintPassword, roleOf } from './aws.ts';
export { createForeignProvider, type ForeignProvider } from './foreign-provider.ts';
export { type Keyshift, newDataDirectory, removeData, startKeyshift } from './keyshift.ts';
export { clientTarget, onlyApplication, onlyCluster, personNamed } from './people.ts';
export { findFreePorts } from './ports.ts';
export { hiddenFields, newVisitor, obtainAssertion, signInOn } from './saml-http.ts';
