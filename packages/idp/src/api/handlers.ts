// Every route's handler, one file an area.
import { awsHandlers } from '../aws/saml-providers.ts';
import { applicationHandlers } from './applications.ts';
import { groupHandlers } from './groups.ts';
import type { Handlers } from './handler.ts';
import { monitorHandlers } from './monitor.ts';
import { peopleHandlers } from './people.ts';
import { selfHandlers } from './self.ts';
import { settingsHandlers } from './settings.ts';

export const apiHandlers: Handlers = {
  ...selfHandlers,
  ...peopleHandlers,
  ...groupHandlers,
  ...applicationHandlers,
  ...monitorHandlers,
  ...settingsHandlers,
  ...awsHandlers,
};
