// Builds the rehearsal from its surroundings.
import { migrate } from '@keyshift/postgres';
import type { ActionDeps } from './action/action.ts';
import { createBackground } from './action/background.ts';
import { createDocumentCache } from './action/document-cache.ts';
import { cloudtrail } from './cloudtrail/service.ts';
import type { Rehearsal, RehearsalDeps } from './contract.ts';
import { createSealer } from './credentials/seal.ts';
import { decideSource } from './decide-source.ts';
import { ensureDefaultNetwork } from './ec2/network/default-network.ts';
import { ec2 } from './ec2/service.ts';
import { rehearsalErrors } from './errors.ts';
import { iam } from './iam/service.ts';
import { resumeClusters, specOf } from './redshift/cluster/lifecycle.ts';
import { redshift } from './redshift/service.ts';
import { createHandler } from './server/handler.ts';
import { createSideRoutes } from './server/side-routes.ts';
import { createAssertionUses } from './store/assertion-uses.ts';
import { createDatabaseCredentials } from './store/database-credentials.ts';
import { MIGRATIONS, SCHEMA } from './store/migrations.ts';
import { createStore } from './store/store.ts';
import { createTrail } from './store/trail.ts';
import { sts } from './sts/service.ts';

const SERVICES = [iam, sts, ec2, redshift, cloudtrail];

/**
 * A local AWS that enforces. Brings its schema up to date, makes the account's default network, and takes up clusters
 * whose creation or deletion a stopped process left half-done (through `deps.clusters`; they are not in `clusterSpecs`).
 * Throws `rehearsal.*` for surroundings that make no sense, `postgres.*` when the database cannot be used.
 */
export async function createRehearsal(deps: RehearsalDeps): Promise<Rehearsal> {
  const actions = actionDeps(deps);
  const { store, databaseCredentials } = actions;
  await migrate(deps.database, SCHEMA, MIGRATIONS);
  await ensureDefaultNetwork(store, deps);
  await resumeClusters(actions);
  const sideRoutes = createSideRoutes({
    reset: deps.reset,
    isReady: async () => {
      await deps.database.query('SELECT 1', []);
    },
  });
  return {
    handler: createHandler({ actions, services: SERVICES, root: deps.rootCredentials }, sideRoutes),
    async clusterSpecs() {
      const clusters = await store.list('cluster');
      return clusters.filter(({ status }) => status === 'available').map(specOf);
    },
    findDatabaseGrant: (login) => databaseCredentials.find(login, deps.now()),
    async decideSource({ clusterIdentifier, address, port }) {
      const cluster = await store.find('cluster', clusterIdentifier);
      if (cluster === undefined) return { allowed: false, reason: `there is no cluster ${clusterIdentifier}` };
      const groups = await store.findMany('security-group', cluster.securityGroupIds);
      return decideSource({ groups, address, port });
    },
    async clear() {
      await actions.background.settle();
      for (const { identifier } of await store.list('cluster')) await deps.clusters.remove(identifier);
      await store.clear();
      await ensureDefaultNetwork(store, deps);
    },
  };
}

function actionDeps(deps: RehearsalDeps): ActionDeps {
  if (!/^\d{12}$/.test(deps.accountId)) throw rehearsalErrors.accountInvalid();
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(deps.region)) throw rehearsalErrors.regionInvalid();
  const { database, now, random, log, accountId, region, clusters } = deps;
  return {
    store: createStore(database),
    assertionUses: createAssertionUses(database),
    trail: createTrail(database),
    databaseCredentials: createDatabaseCredentials(database),
    documents: createDocumentCache(),
    sealer: createSealer(deps.sealingKey, random),
    background: createBackground(log),
    clusters,
    now,
    random,
    log,
    accountId,
    region,
  };
}
