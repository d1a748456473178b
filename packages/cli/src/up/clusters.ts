// The rehearsal's clusters: a PostgreSQL server and a gateway each, started and stopped together.
import type { Log, Now, RandomBytes } from '@keyshift/base';
import { createClusterDatabase, setMasterPassword, startGateway } from '@keyshift/gateway';
import type { Tls } from '@keyshift/http';
import { type PostgresServer, removePostgres, startPostgres } from '@keyshift/postgres';
import type { ClusterRuntime, ClusterSpec, Rehearsal } from '@keyshift/rehearsal';
import type { DataFolder } from '../data/folder.ts';

type RunningCluster = {
  readonly spec: ClusterSpec;
  readonly server: PostgresServer;
  readonly gateway: { close(): Promise<void> };
};

export type ClusterDeps = {
  readonly folder: DataFolder;
  readonly host: string;
  readonly tls: Tls;
  readonly now: Now;
  readonly random: RandomBytes;
  readonly log: Log;
  /** The control plane that the gateway asks whose a password is; known only once it runs. */
  readonly rehearsal: () => Rehearsal;
};

export type Clusters = {
  readonly runtime: ClusterRuntime;
  /** Starts the server and gateway of a cluster that exists already. */
  start(spec: ClusterSpec): Promise<void>;
  stopAll(): Promise<void>;
  /** Why the last start of this cluster failed, if it did: the AWS API tells only that it did. */
  failureOf(identifier: string): unknown;
  /** Stops all and deletes their data. */
  removeAll(): Promise<void>;
};

export function createClusters(deps: ClusterDeps): Clusters {
  const running = new Map<string, RunningCluster>();
  const failures = new Map<string, unknown>();

  const start = async (spec: ClusterSpec, prepare?: (server: PostgresServer) => Promise<void>): Promise<void> => {
    const server = await startPostgres({ directory: deps.folder.cluster(spec.identifier), log: deps.log });
    try {
      await prepare?.(server);
      const gateway = await startGateway(gatewayDeps(deps, spec, server));
      running.set(spec.identifier, { spec, server, gateway });
    } catch (error) {
      failures.set(spec.identifier, error);
      await server.stop();
      throw error;
    }
  };

  const stop = async (identifier: string): Promise<void> => {
    const cluster = running.get(identifier);
    running.delete(identifier);
    await cluster?.gateway.close();
    await cluster?.server.stop();
  };

  const remove = async (identifier: string): Promise<void> => {
    await stop(identifier);
    await removePostgres(deps.folder.cluster(identifier));
  };

  const stopAll = async (): Promise<void> => {
    await Promise.all([...running.keys()].map(stop));
  };

  return {
    start,
    stopAll,
    failureOf: (identifier) => failures.get(identifier),
    async removeAll() {
      await Promise.all([...running.keys()].map(remove));
    },
    runtime: {
      host: deps.host,
      create: (spec, masterPassword) =>
        start(spec, (server) =>
          createClusterDatabase(server, {
            database: spec.databaseName,
            masterUsername: spec.masterUsername,
            masterPassword,
          }),
        ),
      async setMasterPassword(identifier, password) {
        const cluster = running.get(identifier);
        if (cluster !== undefined) await setMasterPassword(cluster.server, cluster.spec.masterUsername, password);
      },
      remove,
    },
  };
}

function gatewayDeps(deps: ClusterDeps, spec: ClusterSpec, server: PostgresServer): Parameters<typeof startGateway>[0] {
  const clusterIdentifier = spec.identifier;
  return {
    host: deps.host,
    port: spec.port,
    tls: deps.tls,
    cluster: { identifier: clusterIdentifier, masterUsername: spec.masterUsername },
    server,
    findGrant: (login) => deps.rehearsal().findDatabaseGrant({ clusterIdentifier, ...login }),
    decideSource: (address) => deps.rehearsal().decideSource({ clusterIdentifier, address, port: spec.port }),
    now: deps.now,
    random: deps.random,
    log: deps.log,
  };
}
