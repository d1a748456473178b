// The tables of the schema `directory`, in order of their ids.
import type { Migration } from '@keyshift/postgres';
import { access } from './access.ts';
import { apiKeys } from './api-keys.ts';
import { applicationMigrations } from './application-settings.ts';
import { applications } from './applications.ts';
import { auditAssertions } from './audit/assertions.ts';
import { auditMigrations } from './audit/facts.ts';
import { audit } from './audit/log.ts';
import { auditLookups } from './audit/lookups.ts';
import { counts } from './counts.ts';
import { credentials } from './credentials.ts';
import { factors } from './factors.ts';
import { keyNotices } from './key-notices.ts';
import { knownDevices } from './known-devices.ts';
import { passwords } from './passwords.ts';
import { peopleAndGroups } from './people-and-groups.ts';
import { personOrder } from './person-order.ts';
import { personProfile } from './person-profile.ts';
import { personSearch } from './person-search.ts';
import { responseSettings } from './response-settings.ts';
import { settings } from './settings.ts';

export const directoryMigrations: readonly Migration[] = [
  peopleAndGroups,
  passwords,
  applications,
  audit,
  access,
  personProfile,
  personSearch,
  counts,
  credentials,
  factors,
  settings,
  apiKeys,
  ...applicationMigrations,
  ...auditMigrations,
  ...auditLookups,
  personOrder,
  keyNotices,
  knownDevices,
  auditAssertions,
  responseSettings,
];
