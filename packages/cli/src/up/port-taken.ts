// A taken port, told with the flag that moves the listener away from it.
import { isAppError } from '@keyshift/base';
import type { Settings } from '../config.ts';
import { cliErrors } from '../errors.ts';

type PortSetting = 'webPort' | 'awsPort' | 'clusterPort';

const FLAGS: Readonly<Record<PortSetting, string>> = {
  webPort: '--web-port',
  awsPort: '--aws-port',
  clusterPort: '--cluster-port',
};

/** The failure with its flag if a port of these settings is taken; any other failure as it is. */
export function nameTheFlag(error: unknown, settings: Settings): unknown {
  if (!isAppError(error, 'http.port_taken') && !isAppError(error, 'gateway.port_taken')) return error;
  const port = error.details['port'];
  const setting = (['webPort', 'awsPort', 'clusterPort'] as const).find((name) => settings[name] === port);
  return setting === undefined ? error : cliErrors.portTaken({ port: settings[setting], flag: FLAGS[setting] });
}
