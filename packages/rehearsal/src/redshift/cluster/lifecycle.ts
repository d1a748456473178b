// The slow side of a cluster: making and removing the server behind it, in the background and again after a restart.
import { Secret } from '@keyshift/base';
import type { ActionDeps } from '../../action/action.ts';
import type { ClusterSpec } from '../../contract.ts';
import type { Cluster } from '../../store/resources.ts';

const PASSWORD_PURPOSE = 'master-password/1';

export function sealPassword(deps: ActionDeps, password: string): string {
  return deps.sealer.seal(password, PASSWORD_PURPOSE);
}

export function specOf({ identifier, port, databaseName, masterUsername }: Cluster): ClusterSpec {
  return { identifier, port, databaseName, masterUsername };
}

/** creating → available, or failed. */
export function startCreation(deps: ActionDeps, cluster: Cluster): void {
  deps.background.start('rehearsal.cluster_creation_failed', async () => {
    const { sealedPassword, ...open } = cluster;
    try {
      const password = deps.sealer.open(sealedPassword ?? '', PASSWORD_PURPOSE);
      if (password === undefined) throw new TypeError('the master password cannot be read');
      await deps.clusters.create(specOf(cluster), new Secret(password));
    } catch (error) {
      await settle(deps, { ...open, status: 'failed' });
      throw error;
    }
    await settle(deps, { ...open, status: 'available' });
  });
}

/** deleting → gone, or failed. */
export function startDeletion(deps: ActionDeps, cluster: Cluster): void {
  deps.background.start('rehearsal.cluster_deletion_failed', async () => {
    try {
      await deps.clusters.remove(cluster.identifier);
    } catch (error) {
      await settle(deps, { ...cluster, status: 'failed' });
      throw error;
    }
    await deps.databaseCredentials.removeOfCluster(cluster.identifier);
    await deps.store.remove('cluster', cluster.identifier);
  });
}

/** Takes up what a stopped process left half-done, and what failed only because of its surroundings (a port, the disk). */
export async function resumeClusters(deps: ActionDeps): Promise<void> {
  for (const cluster of await deps.store.list('cluster')) {
    if (cluster.status === 'failed' && cluster.sealedPassword !== undefined) await retryCreation(deps, cluster);
    if (cluster.status === 'creating') startCreation(deps, cluster);
    if (cluster.status === 'deleting') startDeletion(deps, cluster);
  }
}

async function retryCreation(deps: ActionDeps, cluster: Cluster): Promise<void> {
  await deps.store.replace('cluster', cluster.identifier, { ...cluster, status: 'creating' });
  startCreation(deps, cluster);
}

// Only the state that this work left behind is replaced: meanwhile the cluster may have been tagged, or deleted and remade.
async function settle(deps: ActionDeps, outcome: Cluster): Promise<void> {
  await deps.store.exclusive(async (store) => {
    const current = await store.find('cluster', outcome.identifier);
    if (current === undefined || current.namespaceId !== outcome.namespaceId) return;
    const { sealedPassword, ...open } = current;
    // A creation that failed may be tried again at the next start; otherwise the password is needed no more.
    const kept = outcome.status === 'failed' && sealedPassword !== undefined ? { sealedPassword } : {};
    await store.replace('cluster', outcome.identifier, { ...open, ...kept, status: outcome.status });
  });
}
