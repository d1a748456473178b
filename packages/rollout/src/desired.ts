// From a description to the ordered list of things that must exist; each may rely on those above it.
import type { RolloutContext } from './context.ts';
import type { Description } from './description.ts';
import type { Resource } from './resource.ts';
import { cluster } from './resources/cluster.ts';
import { databaseGroup, databaseScript, tableGrant } from './resources/database.ts';
import { directoryApplication, directoryGroup, directoryPerson } from './resources/directory.ts';
import { accessPolicy } from './resources/policy.ts';
import { federatedRole } from './resources/role.ts';
import { samlProvider } from './resources/saml-provider.ts';
import { securityGroup } from './resources/security-group.ts';
import { subnetGroup } from './resources/subnet-group.ts';

export function desiredResources(context: RolloutContext, description: Description): readonly Resource[] {
  const { directory, access, scripts } = description;
  return [
    ...directory.groups.map((group) => directoryGroup(context, group)),
    ...directory.people.map((person) => directoryPerson(context, person)),
    directoryApplication(context, description),
    samlProvider(context, description),
    ...access.map((entry) => accessPolicy(context, description, entry)),
    ...access.map((entry) => federatedRole(context, description, entry)),
    securityGroup(context, description),
    subnetGroup(context, description),
    cluster(context, description),
    ...access.map(({ group }) => databaseGroup(context, description, group)),
    ...scripts.map((script) => databaseScript(context, description, script)),
    ...access.flatMap(({ group, tables }) => tables.map((table) => tableGrant(context, description, { group, table }))),
  ];
}
