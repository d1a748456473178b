// The whole API as one table: name → route.
import { applicationEndpoints } from './applications.ts';
import { awsEndpoints } from './aws.ts';
import type { Endpoint } from './endpoint.ts';
import { groupEndpoints } from './groups.ts';
import { monitorEndpoints } from './monitor.ts';
import { peopleEndpoints } from './people.ts';
import { selfEndpoints } from './self.ts';
import { settingsEndpoints } from './settings.ts';

export const endpoints = {
  ...selfEndpoints,
  ...peopleEndpoints,
  ...groupEndpoints,
  ...applicationEndpoints,
  ...monitorEndpoints,
  ...settingsEndpoints,
  ...awsEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
