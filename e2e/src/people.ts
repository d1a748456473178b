// The demo's people and its one application and cluster, which every journey needs.

import { readFileSync } from 'node:fs';
import type { Info, InfoApplication, InfoCluster, InfoPerson } from '@keyshift/cli';
import type { ClientTarget } from '@keyshift/client';

export function personNamed(info: Info, username: string): InfoPerson {
  const person = info.people.find((candidate) => candidate.username === username);
  if (person === undefined) throw new Error(`the demo has no ${username}`);
  return person;
}

export function onlyApplication({ applications: [application] }: Info): InfoApplication {
  if (application === undefined) throw new Error('the demo has no application');
  return application;
}

export function onlyCluster({ clusters: [cluster] }: Info): InfoCluster {
  if (cluster === undefined) throw new Error('the demo has no cluster');
  return cluster;
}

/** The demo as a client must be told of it. */
export function clientTarget(info: Info): ClientTarget {
  const application = onlyApplication(info);
  return {
    loginUrl: application.loginUrl,
    listenPort: Number(new URL(application.acsUrl).port),
    responseTimeoutSeconds: 60,
    aws: { region: info.aws.region, stsEndpoint: info.aws.endpoint, redshiftEndpoint: info.aws.endpoint },
    cluster: onlyCluster(info),
    caPem: readFileSync(info.caFile, 'utf8'),
    wishes: {},
  };
}
